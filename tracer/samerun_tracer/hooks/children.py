"""Notes which child process has ended where the script waits for any, by the order in which it started them.

Under the pin `arrival` they are waited for, at the named lines, in that order.
"""

from __future__ import annotations

import functools
import itertools
import os
import sys
from types import ModuleType
from typing import Any, Callable

from .. import places, settings, trouble
from ..builtin import stand_in
from . import arrivals, questions

_ANY = -1

# By process id, of those that have not been waited for.
_numbers: dict[int, int] = {}
_made = itertools.count()


def begin() -> None:
    os.fork = stand_in(os.fork, _fork(os.fork))
    for name in ("posix_spawn", "posix_spawnp"):
        if hasattr(os, name):
            original = getattr(os, name)
            setattr(os, name, stand_in(original, _spawn(original)))
    os.wait = stand_in(os.wait, _waits(os.wait))
    os.waitpid = stand_in(os.waitpid, _waits(os.waitpid))


def patch_subprocess(module: ModuleType) -> None:
    kind = module.Popen  # type: ignore[attr-defined]
    original = kind._execute_child

    @functools.wraps(original)
    def _execute_child(self: Any, *arguments: Any, **options: Any) -> Any:
        result = original(self, *arguments, **options)
        _numbers[self.pid] = next(_made)
        return result

    kind._execute_child = _execute_child


def _fork(original: Callable[[], int]) -> Callable[[], int]:
    @functools.wraps(original)
    def fork() -> int:
        pid = original()
        if pid:
            _numbers[pid] = next(_made)
        else:
            _numbers.clear()
        return pid

    return fork


def _spawn(original: Callable[..., int]) -> Callable[..., int]:
    @functools.wraps(original)
    def spawn(*arguments: Any, **options: Any) -> int:
        pid = original(*arguments, **options)
        _numbers[pid] = next(_made)
        return pid

    return spawn


def _waits(original: Callable[..., tuple[int, int]]) -> Callable[..., tuple[int, int]]:
    """`os.wait()`, and `os.waitpid(-1, options)`; who waits for a child that it names is told of that one."""

    @functools.wraps(original)
    def wait(*arguments: int) -> tuple[int, int]:
        frame = sys._getframe().f_back
        if arguments[:1] not in ((), (_ANY,)) or not questions.asked(frame):
            pid, status = original(*arguments)
        elif settings.is_pinned("arrival", frame) and _numbers:
            pid, status = os.waitpid(min(_numbers, key=lambda one: _numbers[one]), *(arguments[1:] or (0,)))
        else:
            pid, status = original(*arguments)
        number = _numbers.pop(pid, None)
        if number is not None and arguments[:1] in ((), (_ANY,)) and questions.asked(frame):
            trouble.guarded("os.wait", arrivals.note, "os.wait", places.place_of(frame), number)
        return pid, status

    return wait
