"""What the script computes with by now; nothing is imported to ask."""

from __future__ import annotations

import sys
from typing import Optional


def versions() -> dict[str, Optional[str]]:
    """Of Python, and of the libraries that have been imported."""
    found = {name: getattr(sys.modules.get(name), "__version__", None) for name in ("torch", "numpy")}
    return {"python": sys.version.split()[0], **{k: str(v) if v is not None else None for k, v in found.items()}}


def device() -> str:
    """What torch computes on by now: a GPU once it has made use of one."""
    cuda = getattr(sys.modules.get("torch"), "cuda", None)
    if cuda is None or not cuda.is_initialized():
        return "cpu"
    return f"cuda:{cuda.current_device()} {cuda.get_device_name()}"


def autotunes() -> bool:
    """Whether cuDNN tries its algorithms out, and takes the one that was quickest."""
    torch = sys.modules.get("torch")
    ask = getattr(getattr(torch, "_C", None), "_get_cudnn_benchmark", None)
    return bool(ask is not None and ask())
