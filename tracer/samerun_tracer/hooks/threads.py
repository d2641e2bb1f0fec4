"""Numbers threads by the order in which they are started, which is the same in every run, unlike their identity."""

from __future__ import annotations

import functools
import sys
import threading
from types import FrameType
from typing import Any, Callable, Optional

from .. import format as fmt
from .. import places, settings, trouble
from ..record import recorder, thread
from . import serial

# Threads of machinery that carries data but decides nothing.
_MACHINERY = (
    "multiprocessing.",
    "concurrent.futures.process",
    "asyncio.unix_events",
    "tqdm.",
    "rich.",
    "jax.",
    "tensorboard.",
    "tensorboardX.",
    "wandb.",
    "torch.utils.data._utils",
    "torch._inductor",
    "torch._dynamo",
    "torch.distributed",
)
_POOLS = ("threading", "concurrent.futures.thread", "concurrent.futures._base", "multiprocessing.pool")
FIRST_MACHINERY = 500  # whether a compiler or a progress bar starts threads depends on caches; the script's keep theirs

around: list[Callable[[], Any]] = []  # context managers to enter in every new thread
_started = 0
_machinery_started = 0


def begin() -> None:
    one_by_one = bool(settings.pins.get("serial_threads"))
    if one_by_one:
        serial.begin()
    start = threading.Thread.start
    inner = threading.Thread._bootstrap_inner  # type: ignore[attr-defined]

    @functools.wraps(start)
    def traced_start(self: threading.Thread) -> None:
        alone = trouble.guarded("thread", _number, self) and one_by_one
        if alone:
            serial.prepare(self)
        start(self)
        if alone:
            serial.wait_for(self)

    @functools.wraps(inner)
    def traced_inner(self: threading.Thread) -> None:
        ordinal = getattr(self, "_samerun_ordinal", None)
        if ordinal is not None:
            recorder.ordinals[threading.get_ident()] = ordinal[0]
            thread.word = ordinal[0] << 16
            thread.busy = ordinal[1]
        if one_by_one:
            serial.count_rounds(self)
        if not around:
            inner(self)
            return
        with around[0]():
            inner(self)

    threading.Thread.start = traced_start  # type: ignore[method-assign]
    threading.Thread._bootstrap_inner = traced_inner  # type: ignore[attr-defined]


def _number(started: threading.Thread) -> bool:
    """Gives back whether it is a thread of the script's own, with an end of its own, which those of a pool have not."""
    global _started, _machinery_started
    frame = sys._getframe(1).f_back
    machinery = _owner(started, frame).startswith(_MACHINERY)
    if machinery:
        number = FIRST_MACHINERY + _machinery_started
        _machinery_started += 1
    else:
        _started += 1
        number = _started
        # Rows of equal draws are merged only while nobody else can come in between.
        recorder.merging = False
    started._samerun_ordinal = (number, machinery)  # type: ignore[attr-defined]
    place = places.place_of(frame)
    recorder.emit(fmt.THREAD, recorder.name(str(number)), place, flags=fmt.LIBRARY if machinery else 0)
    return not machinery and _target_module(started) not in ("concurrent.futures.thread", "multiprocessing.pool")


def _owner(started: threading.Thread, frame: Optional[FrameType]) -> str:
    """The module whose thread this is; a pool's threads belong to whoever uses the pool."""
    module = _target_module(started)
    while module in _POOLS and frame is not None:
        module = frame.f_globals.get("__name__")
        if places.is_ours(frame.f_code.co_filename):
            module = "threading"
        frame = frame.f_back
    return module or ""


def _target_module(started: threading.Thread) -> Optional[str]:
    if type(started) is not threading.Thread:
        return type(started).__module__
    return getattr(getattr(started, "_target", None), "__module__", None)
