"""Notes each replay of a CUDA graph as one op: its kernels run again, and no dispatcher shows them."""

from __future__ import annotations

import functools
import sys
import weakref
from typing import Any, Optional

from .. import awaited, places, trouble
from ..awaited import masked, mixed
from ..record import recorder, thread
from . import torch_op_events, torch_values

_graphs = 0


class Capture:
    """Storages that the ops of a graph read and wrote while it was made, in that order, by the number of their object.

    Such a number may be another one's by now: what was freed meanwhile is of no account.
    """

    def __init__(self) -> None:
        self.read: dict[int, Any] = {}
        self.wrote: dict[int, Any] = {}
        self.place = 0  # of the first op that may add up in any order
        self.emit: Any = None

    def note_read(self, tensor: Any) -> None:
        self._note(self.read, tensor)

    def note_write(self, tensor: Any) -> None:
        self._note(self.wrote, tensor)

    def _note(self, into: dict[int, Any], tensor: Any) -> None:
        try:
            storage = tensor.untyped_storage()
        except (RuntimeError, NotImplementedError, AttributeError):
            return  # a layout without one storage, or a torch before 2.0
        key = id(storage)
        for known in (self.read, self.wrote):
            if key in known and known[key][0]() is not storage:
                del known[key]
        if key not in self.wrote:
            into.setdefault(key, (weakref.ref(storage), tensor.dtype))

    def hashed(self, storages: dict[int, Any]) -> tuple[Any, Any]:
        """Of what these hold now, and the first number in the last of them."""
        found, sample = [], None
        for storage, dtype in storages.values():
            alive = storage()
            if alive is not None and alive.nbytes():
                tensor = _all_of(alive, dtype)
                found.append(torch_values.held(tensor))
                sample = torch_values.sample_of(found[-1])
        return masked(mixed(*found)), sample


def _all_of(storage: Any, dtype: Any) -> Any:
    torch = torch_values.torch
    with torch_values.quiet():
        tensor = torch.empty(0, dtype=dtype, device=storage.device)
        return tensor.set_(storage, 0, (storage.nbytes() // tensor.element_size(),), (1,))


def watch(kind: Any, devices: Any) -> None:
    """`kind` is torch's class of graphs; `devices.capturing` says what is being made into one."""
    for name, wrap in (("capture_begin", _begin), ("capture_end", _end), ("replay", _replay)):
        original = getattr(kind, name, None)
        if original is not None:
            setattr(kind, name, functools.wraps(original)(wrap(original, devices)))


def _begin(original: Any, devices: Any) -> Any:
    def capture_begin(self: Any, *arguments: Any, **options: Any) -> Any:
        awaited.settle()
        devices.capturing = Capture()
        devices.captured = True
        return original(self, *arguments, **options)

    return capture_begin


def _end(original: Any, devices: Any) -> Any:
    def capture_end(self: Any, *arguments: Any, **options: Any) -> Any:
        try:
            return original(self, *arguments, **options)
        finally:
            self._samerun, devices.capturing = devices.capturing, None

    return capture_end


def _replay(original: Any, devices: Any) -> Any:
    def replay(self: Any, *arguments: Any, **options: Any) -> Any:
        capture: Optional[Capture] = getattr(self, "_samerun", None)
        if capture is None or not capture.wrote or thread.busy or thread.region or recorder.closed:
            return original(self, *arguments, **options)
        note = trouble.guarded("torch.cuda.graph", capture.hashed, capture.read)
        result = original(self, *arguments, **options)
        if note is not None:
            trouble.guarded("torch.cuda.graph", _after, capture, note[0], sys._getframe(1))
        return result

    return replay


def _after(capture: Capture, before: Any, frame: Any) -> None:
    global _graphs
    if capture.emit is None:
        _graphs += 1
        capture.emit = torch_op_events.emitter(f"torch.cuda::graph{_graphs}")
        if _graphs == 1:
            trouble.notice("what a CUDA graph replays is traced as one operation a replay")
    after, sample = capture.hashed(capture.wrote)
    capture.emit(before, after, sample, capture.place or places.place_of(frame))
