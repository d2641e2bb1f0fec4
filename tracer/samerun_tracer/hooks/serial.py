"""Under the pin `serial_threads`: a thread that the script starts runs to its end before the script goes on.

One that waits for the script in turn is let go: it does nothing for a while, and then runs beside it as always.
"""

from __future__ import annotations

import functools
import threading
import time
from types import ModuleType
from typing import Any, Callable

_IDLE_S = 4
_MOST_GIVEN_UP = 3

_given_up = 0


def wait_for(started: threading.Thread) -> None:
    _wait(started.join, lambda: not started.is_alive())


def patch_pool(module: ModuleType) -> None:
    """`concurrent.futures.thread`: its threads live on, so what is waited for is the task."""
    kind = module.ThreadPoolExecutor  # type: ignore[attr-defined]
    original = kind.submit

    @functools.wraps(original)
    def submit(self: Any, *arguments: Any, **options: Any) -> Any:
        future = original(self, *arguments, **options)
        done = threading.Event()
        future.add_done_callback(lambda _: done.set())
        _wait(done.wait, done.is_set)
        return future

    kind.submit = submit


def _wait(pause: Callable[[float], Any], ended: Callable[[], bool]) -> None:
    global _given_up
    idle = 0
    while not ended() and _given_up < _MOST_GIVEN_UP:
        began, used = time.monotonic(), time.process_time()
        while not ended() and time.monotonic() - began < 1:
            pause(0.05)
        # Looking on takes a little time of its own.
        idle = idle + 1 if time.process_time() - used < 0.1 else 0
        if idle >= _IDLE_S:
            _given_up += 1
            return
