"""Notes which environment variables a script reads, and whether their values differ, without the values."""

from __future__ import annotations

import functools
import os
import sys
import zlib
from types import FrameType
from typing import Any, Callable, Optional

from .. import format as fmt
from .. import places, trouble
from ..record import recorder, thread
from . import answers

# Names of variables are recorded, values only of these: they tell how a run was set up, and are no secrets.
_SHOWN = set(
    "PYTHONHASHSEED CUBLAS_WORKSPACE_CONFIG CUDA_LAUNCH_BLOCKING CUDA_VISIBLE_DEVICES NVIDIA_TF32_OVERRIDE "
    "TF_DETERMINISTIC_OPS TF_CUDNN_DETERMINISTIC OMP_NUM_THREADS MKL_NUM_THREADS PL_GLOBAL_SEED "
    "RANK LOCAL_RANK WORLD_SIZE".split()
)
_OWN = ("_collections_abc.py", "<frozen _collections_abc>", "/os.py", "<frozen os>")


def begin() -> None:
    kind = type(os.environ)
    kind.__getitem__ = _variable(kind.__getitem__)  # type: ignore[method-assign]


def _variable(original: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """`get`, `in`, `setdefault` and `os.getenv` all come by here. Of a value only 32 bits of a hash are kept."""
    known: dict[tuple[str, int], int] = {}

    def note(name: str, frame: FrameType, value: Optional[str]) -> None:
        place = places.place_of(frame)
        hashed = 0 if value is None else zlib.crc32(value.encode("utf-8", "surrogateescape")) + 1
        if known.get((name, place)) != hashed:
            known[name, place] = hashed
            shown = {"value": value[:80]} if value is not None and name in _SHOWN else None
            recorder.emit(fmt.QUERY, recorder.name(f"os.environ:{name}"), place, after=hashed, detail=shown)

    @functools.wraps(original)
    def __getitem__(self: Any, key: Any) -> Any:
        frame = sys._getframe().f_back
        while frame is not None and frame.f_code.co_filename.endswith(_OWN):
            frame = frame.f_back
        if thread.busy or not places.is_user_frame(frame) or type(key) is not str or key.startswith("SAMERUN_"):
            return original(self, key)
        value = answers.same(f"os.environ:{key}", frame, lambda: _value_or_none(original, self, key))
        trouble.guarded("os.environ", note, key, frame, value)
        return original(self, key) if value is None else value

    return __getitem__


def _value_or_none(original: Callable[[Any, Any], Any], variables: Any, key: str) -> Optional[str]:
    try:
        return str(original(variables, key))
    except KeyError:
        return None
