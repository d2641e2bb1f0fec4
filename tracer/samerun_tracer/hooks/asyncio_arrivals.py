"""Notes in which order tasks of asyncio are done, where the script takes them as they come.

Under the pin `arrival` they come, at the named lines, in the order in which they were made.
"""

from __future__ import annotations

import functools
import sys
from types import FrameType, ModuleType
from typing import Any, Callable, Iterator, Optional

from .. import places, settings, trouble
from . import arrivals, asyncio_tasks, questions


def patch(module: ModuleType) -> None:
    """`asyncio`, whose package takes these names from `tasks`."""
    tasks = module.tasks  # type: ignore[attr-defined]
    for name, wrap in (("as_completed", _as_completed), ("wait", _wait)):
        setattr(tasks, name, wrap(module, getattr(tasks, name)))
        setattr(module, name, getattr(tasks, name))
    asyncio_tasks.patch(module)


def _as_completed(asyncio: Any, original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def as_completed(fs: Any, **options: Any) -> Any:
        frame = sys._getframe().f_back
        if isinstance(fs, asyncio.Future) or asyncio.iscoroutine(fs):
            return original(fs, **options)  # which says that this will not do
        watched = _Watched(asyncio, fs, frame)
        if settings.is_pinned("arrival", frame):
            return _InOrder(watched)
        found = original(watched.started, **options)
        return _Noted(found, watched) if hasattr(found, "__aiter__") else watched.noted(found)

    return as_completed


class _Watched:
    """Tasks of one call, by their number among those that were given; `started` is what asyncio gets."""

    def __init__(self, asyncio: Any, given: Any, frame: Optional[FrameType]) -> None:
        given = given if isinstance(given, (set, frozenset)) else list(given)
        ordered = list(given) if not isinstance(given, (set, frozenset)) else sorted(given, key=_made)
        # Asyncio itself makes tasks of them in the order of a set.
        started = ordered if settings.is_pinned("arrival", frame) else set(given)
        made = {id(one): asyncio.ensure_future(one) for one in started}
        self.started = given if all(made[id(one)] is one for one in ordered) else list(made.values())
        self.tasks = list(dict.fromkeys(made[id(one)] for one in ordered))
        self.place = places.place_of(frame)
        self.done: list[int] = []
        for number, task in enumerate(self.tasks):
            task.add_done_callback(functools.partial(self._is_done, number))

    def _is_done(self, number: int, _: Any) -> None:
        self.done.append(number)

    def note(self) -> None:
        if self.done:
            trouble.guarded("arrival", arrivals.note, "asyncio.as_completed", self.place, self.done.pop(0))

    def noted(self, arriving: Iterator[Any]) -> Iterator[Any]:
        for one in arriving:
            yield self.when_awaited(one)

    async def when_awaited(self, one: Any) -> Any:
        try:
            return await one
        finally:
            self.note()


class _Noted:
    """What `as_completed` gives back from Python 3.13 on: to be gone through in either way."""

    def __init__(self, found: Any, watched: _Watched) -> None:
        self._found = found
        self._watched = watched

    def __iter__(self) -> Iterator[Any]:
        return self._watched.noted(iter(self._found))

    async def __aiter__(self) -> Any:
        async for task in self._found:
            self._watched.note()
            yield task


class _InOrder:
    def __init__(self, watched: _Watched) -> None:
        self._watched = watched

    def __iter__(self) -> Iterator[Any]:
        return self._watched.noted(iter([_result(task) for task in self._watched.tasks]))

    async def __aiter__(self) -> Any:
        for task in self._watched.tasks:
            await _settled(task)
            yield task


async def _result(task: Any) -> Any:
    return await task


async def _settled(task: Any) -> None:
    try:
        await task
    except Exception:
        # The script sees it where it asks the task.
        return


def _wait(asyncio: Any, original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    async def wait(fs: Any, **options: Any) -> Any:
        frame = sys._getframe().f_back
        first = options.get("return_when", asyncio.ALL_COMPLETED) != asyncio.ALL_COMPLETED
        if not first or options.get("timeout") is not None or isinstance(fs, asyncio.Future) or asyncio.iscoroutine(fs):
            return await original(fs, **options)
        by_address = isinstance(fs, (set, frozenset))
        given = sorted(fs, key=_made) if by_address else list(fs)
        # What can be gone through once only has been by now.
        fs = fs if by_address else given
        if not given or not all(isinstance(one, asyncio.Future) for one in given):
            return await original(fs, **options)
        if settings.is_pinned("arrival", frame):
            await _settled(given[0])
            done, pending = set(given[:1]), set(given[1:])
        else:
            done, pending = await original(fs, **options)
        trouble.guarded("arrival", _note_done, frame, [number for number, one in enumerate(given) if one in done])
        return done, pending

    return wait


def _note_done(frame: Optional[FrameType], numbers: list[int]) -> None:
    if questions.asked(frame):
        questions.note("asyncio.wait", frame, numbers, float(numbers[0]) if numbers else None)


def _made(future: Any) -> tuple[int, str]:
    """Tasks are named by a counter unless the script names them; other futures stay as they are given."""
    name = future.get_name() if hasattr(future, "get_name") else ""
    number = name[len("Task-") :]
    return (int(number), "") if number.isdigit() else (0, name)
