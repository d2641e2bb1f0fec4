"""Notes which of several pipes had something to read first, and whether one had, when the script asked.

Under the pin `answers` the second run of a pair waits for those that were ready in the first one.
"""

from __future__ import annotations

import functools
import sys
import time
from types import FrameType, ModuleType
from typing import Any, Callable, Optional

from .. import trouble
from . import answers, questions
from .file_status import yet

_NAME = "multiprocessing.connection.wait"
_patience_s = 5.0


def patch(module: ModuleType) -> None:
    """`multiprocessing.connection`."""
    kind = module.Connection  # type: ignore[attr-defined]
    kind.poll = yet("Connection.poll", kind.poll)
    module.wait = _wait(module.wait)  # type: ignore[attr-defined]


def _wait(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def wait(object_list: Any, timeout: Optional[float] = None) -> Any:
        frame = sys._getframe().f_back
        if not questions.asked(frame):
            return original(object_list, timeout)
        given = list(object_list)
        told = answers.told(_NAME, frame) if answers.is_pinned(frame) else None
        if told is None:
            ready = original(given, timeout)
        else:
            ready = _those([given[number] for number in told[0] if number < len(given)], original)
        numbers = sorted(given.index(one) for one in ready)
        if told is None and answers.is_pinned(frame):
            answers.keep(_NAME, frame, numbers)
        trouble.guarded(_NAME, _note, frame, numbers)
        return ready

    return wait


def _those(wanted: list[Any], original: Callable[..., Any]) -> list[Any]:
    """All of them, as soon as they are ready, or those that are when patience ends."""
    global _patience_s
    limit = time.monotonic() + _patience_s
    while True:
        ready = list(original(wanted, 0.0))
        if len(ready) == len(wanted):
            return ready
        if time.monotonic() > limit:
            _patience_s = 0.0
            return ready
        time.sleep(0.001)


def _note(frame: Optional[FrameType], numbers: list[int]) -> None:
    questions.note(_NAME, frame, numbers, float(numbers[0]) if numbers else None)
