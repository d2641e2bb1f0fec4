"""Notes seeds and restored states of torch's generator objects, whose type is written in C and keeps its methods."""

from __future__ import annotations

import ctypes
import functools
import gc
import sys
from types import FrameType
from typing import Any, Callable, Optional

from .. import format as fmt
from .. import places, settings, trouble
from ..hashing import hash_object
from ..record import recorder, thread
from . import torch_random


def patch(torch: Any) -> None:
    """In the type's own dictionary, so that it stays the type that libraries ask for."""
    kind = torch.Generator
    methods = next(iter(gc.get_referents(kind.__dict__)), None)
    if not isinstance(methods, dict) or methods.get("set_state") is not kind.__dict__["set_state"]:
        return
    for name in ("manual_seed", "seed", "set_state"):
        methods[name] = _noted(torch, name, methods[name])
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(kind))


def _noted(torch: Any, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def method(self: Any, *arguments: Any) -> Any:
        # Inside of `torch.manual_seed` and its like, it is they that seed.
        if thread.busy or thread.seeding or recorder.closed:
            return original(self, *arguments)
        frame = sys._getframe().f_back
        stream = trouble.guarded(name, _stream, torch, self)
        before = trouble.guarded(name, torch_random.state_hash, self) if name == "set_state" else None
        pinned = settings.pinned_entropy_seed(stream, frame) if name == "seed" else None
        if pinned is not None:
            self.manual_seed(pinned)
            return pinned
        if name == "manual_seed" and places.is_user_frame(frame):
            arguments = (*map(settings.other_seed, arguments[:1]), *arguments[1:])
        result = original(self, *arguments)
        trouble.guarded(name, _note, self, f"{stream}:{name}", arguments, before, frame)
        return result

    return method


def _stream(torch: Any, generator: Any) -> str:
    on_device = generator.device.type == "cuda"
    shared = torch.cuda.default_generators if on_device else [torch.default_generator]
    if not any(generator is one for one in shared):
        return "torch.Generator"
    return "torch.cuda" if on_device else "torch"


def _note(generator: Any, name: str, arguments: Any, before: Optional[int], frame: Optional[FrameType]) -> None:
    """A restored state that is the present one is no event."""
    state = torch_random.state_hash(generator)
    restored = name.endswith("set_state")
    if restored and state == before:
        return
    value = arguments[0] if arguments and not restored else None
    recorder.emit(
        fmt.SEED,
        recorder.name(name),
        places.place_of(frame),
        after=state if restored else hash_object(value),
        flags=_flags(name, frame),
        sample=float(value) if type(value) is int and abs(value) < 1 << 63 else None,
        extra=state,
        detail=None if restored else {"seed": "entropy" if value is None else repr(value)[:80]},
    )


def _flags(name: str, frame: Optional[FrameType]) -> int:
    if name.endswith(":seed"):
        return fmt.ENTROPY
    return fmt.LIBRARY if name.endswith("set_state") and not places.is_user_frame(frame) else 0
