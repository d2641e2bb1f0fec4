"""Numbers threads by the order in which they are started, which is the same in every run, unlike their identity."""

from __future__ import annotations

import functools
import sys
import threading
from typing import Any, Callable

from .. import format as fmt
from .. import places, trouble
from ..record import recorder, thread

# Threads of machinery that carries data but decides nothing.
_MACHINERY = (
    "multiprocessing.",
    "concurrent.futures.process",
    "tqdm.",
    "torch.utils.data._utils",
    "torch._inductor",
    "torch.distributed",
)

around: list[Callable[[], Any]] = []  # context managers to enter in every new thread
_started = 0


def begin() -> None:
    start = threading.Thread.start
    inner = threading.Thread._bootstrap_inner  # type: ignore[attr-defined]

    @functools.wraps(start)
    def traced_start(self: threading.Thread) -> None:
        trouble.guarded("thread", _number, self)
        start(self)

    @functools.wraps(inner)
    def traced_inner(self: threading.Thread) -> None:
        ordinal = getattr(self, "_samerun_ordinal", None)
        if ordinal is not None:
            recorder.ordinals[threading.get_ident()] = ordinal[0]
            thread.word = ordinal[0] << 16
            thread.busy = ordinal[1]
        if not around:
            inner(self)
            return
        with around[0]():
            inner(self)

    threading.Thread.start = traced_start  # type: ignore[method-assign]
    threading.Thread._bootstrap_inner = traced_inner  # type: ignore[attr-defined]


def _number(started: threading.Thread) -> None:
    global _started
    _started += 1
    target = getattr(started, "_target", None)
    module = type(started).__module__ if type(started) is not threading.Thread else getattr(target, "__module__", None)
    machinery = (module or "").startswith(_MACHINERY)
    started._samerun_ordinal = (_started, machinery)  # type: ignore[attr-defined]
    if not machinery:
        # Rows of equal draws are merged only while nobody else can come in between.
        recorder.merging = False
    place = places.place_of(sys._getframe(1).f_back)
    recorder.emit(fmt.THREAD, recorder.name(str(_started)), place, flags=fmt.LIBRARY if machinery else 0)
