"""Under the pin `serial_threads`: a thread that the script starts runs to its end before the script goes on.

One that would never end runs so many rounds of its loop, and rests until the script waits for it, or has nothing else
to do. One that waits for the script in turn is let go: it does nothing for a while, and then runs beside it as always.
"""

from __future__ import annotations

import functools
import threading
import time
from types import FrameType, ModuleType
from typing import Any, Callable, Optional

from . import user_lines

_IDLE_S = 4
_MOST_GIVEN_UP = 3
# A loop that has taken half a second by the first rest is one that goes on for as long as it is let.
_ROUNDS = 128
_SLOW_S = 0.5
_MOST_ROUNDS = 2048

_given_up = 0
_started: list[threading.Thread] = []


class _Rounds:
    """How often the outermost loop of a thread went round, and whether the thread rests."""

    def __init__(self) -> None:
        self.outermost: Optional[FrameType] = None
        self.count = 0
        self.since = time.monotonic()
        self.resting = False
        self.over = False

    def told(self, frame: FrameType, again: bool) -> None:
        if self.outermost is None:
            self.outermost = frame
        # A loop starts anew where no lock is held, as a rule.
        if not again or frame is not self.outermost or self.over:
            return
        self.count += 1
        slow = self.count == _ROUNDS and time.monotonic() - self.since > _SLOW_S
        if slow or self.count >= _MOST_ROUNDS:
            self._rest()

    def _rest(self) -> None:
        self.resting = True
        idle = 0
        while not self.over and idle < 2 and threading.main_thread().is_alive():
            idle = idle + 1 if _does_nothing(lambda: self.over) and not _is_any_under_way() else 0
        self.resting = False
        self.count = 0
        self.since = time.monotonic()


def begin() -> None:
    """A script that waits for a thread wants it to end."""
    original = threading.Thread.join

    @functools.wraps(original)
    def join(self: threading.Thread, timeout: Optional[float] = None) -> None:
        rounds = vars(self).get("_samerun_rounds")
        if rounds is not None and threading.current_thread() is threading.main_thread():
            rounds.over = True
        original(self, timeout)

    threading.Thread.join = join  # type: ignore[method-assign]


def count_rounds(started: threading.Thread) -> None:
    """In the thread itself, before it does anything."""
    rounds = vars(started).get("_samerun_rounds")
    if rounds is not None:
        user_lines.follow(rounds.told)


def prepare(started: threading.Thread) -> None:
    started._samerun_rounds = _Rounds()  # type: ignore[attr-defined]
    _started.append(started)


def _is_any_under_way() -> bool:
    return any(one.is_alive() and not vars(one)["_samerun_rounds"].resting for one in _started)


def wait_for(started: threading.Thread) -> None:
    rounds = vars(started)["_samerun_rounds"]
    _wait(lambda: not started.is_alive() or rounds.resting)


def patch_pool(module: ModuleType) -> None:
    """`concurrent.futures.thread`: its threads live on, so what is waited for is the task."""
    kind = module.ThreadPoolExecutor  # type: ignore[attr-defined]
    original = kind.submit

    @functools.wraps(original)
    def submit(self: Any, *arguments: Any, **options: Any) -> Any:
        future = original(self, *arguments, **options)
        done = threading.Event()
        future.add_done_callback(lambda _: done.set())
        _wait(done.is_set)
        return future

    kind.submit = submit


def _wait(ended: Callable[[], bool]) -> None:
    global _given_up
    idle = 0
    while not ended() and _given_up < _MOST_GIVEN_UP:
        idle = idle + 1 if _does_nothing(ended) else 0
        if idle >= _IDLE_S:
            _given_up += 1
            return


def _does_nothing(ended: Callable[[], bool]) -> bool:
    """Whether the process has hardly computed for a second; it takes less where what it waits for has come."""
    began, used = time.monotonic(), time.process_time()
    while not ended() and time.monotonic() - began < 1:
        time.sleep(0.02)
    # Looking on takes a little time of its own.
    return time.process_time() - used < 0.1
