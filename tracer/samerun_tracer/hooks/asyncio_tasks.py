"""Notes in which order the tasks end that a script starts at one line, and what comes out of its asyncio queues.

Under the pin `arrival` a task that is started at a named line waits for the one before it; under `answers` the second
run of a pair takes the items of a queue in the order of the first one.
"""

from __future__ import annotations

import functools
import sys
from types import FrameType, ModuleType
from typing import Any, Callable, Optional

from .. import places, settings, trouble
from ..record import thread
from . import answers, arrivals, questions

_QUEUE = "asyncio.Queue.get"
_TASK = "asyncio.Task"
_patience_s = 5.0
_started: dict[int, int] = {}  # how many tasks each place has started
_last: dict[int, Any] = {}  # the last one of them, under the pin


def patch(asyncio: ModuleType) -> None:
    loop = asyncio.base_events.BaseEventLoop  # type: ignore[attr-defined]
    loop.create_task = _create_task(asyncio, loop.create_task)
    queue = asyncio.Queue  # type: ignore[attr-defined]
    queue.get = _get(asyncio, queue.get)


def _create_task(asyncio: Any, original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def create_task(self: Any, coro: Any, **options: Any) -> Any:
        code = getattr(coro, "cr_code", None)
        frame = _starter(sys._getframe().f_back)
        if code is None or frame is None or thread.busy or not places.is_user_file(code.co_filename):
            return original(self, coro, **options)
        place = places.place_of(frame)
        number = _started[place] = _started.get(place, -1) + 1
        pinned = settings.is_pinned("arrival", frame)
        if pinned and place in _last:
            coro = _after(asyncio, _last[place], coro)
        task = original(self, coro, **options)
        if pinned:
            _last[place] = task
        task.add_done_callback(lambda _: trouble.guarded(_TASK, arrivals.note, _TASK, place, number))
        return task

    return create_task


def _starter(frame: Optional[FrameType]) -> Optional[FrameType]:
    """The user's line; tasks that our own hook of `as_completed` makes are told of by it."""
    while frame is not None and not places.is_user_frame(frame):
        if places.is_ours(frame.f_code.co_filename):
            return None
        frame = frame.f_back
    return frame


async def _after(asyncio: Any, earlier: Any, coro: Any) -> Any:
    """Where the earlier one waits for this one in turn, patience ends."""
    global _patience_s
    try:
        if not earlier.done() and _patience_s:
            _, waiting = await asyncio.wait([earlier], timeout=_patience_s)
            if waiting:
                _patience_s = 0.0
    except BaseException:
        coro.close()
        raise
    return await coro


def _get(asyncio: Any, original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def get(self: Any) -> Any:
        frame = sys._getframe().f_back
        if not questions.asked(frame):
            return original(self)
        if not answers.is_pinned(frame):
            return _noted(original(self), frame)
        told = answers.told(_QUEUE, frame)
        return _noted(_as_before(asyncio, self, told, functools.partial(original, self), frame), frame)

    return get


async def _noted(taking: Any, frame: Optional[FrameType]) -> Any:
    value = await taking
    trouble.guarded(_QUEUE, questions.note, _QUEUE, frame, arrivals.digest(value))
    return value


async def _as_before(asyncio: Any, queue: Any, told: Any, take: Callable[[], Any], frame: Any) -> Any:
    """The item that the first run of a pair took at this point, if it comes; what comes before it is laid aside."""
    global _patience_s
    aside = vars(queue).setdefault("_samerun_aside", [])
    if told is None:
        value = aside.pop(0) if aside else await take()
        answers.keep(_QUEUE, frame, arrivals.digest(value))
        return value
    looked = 0
    while True:
        for at in range(looked, len(aside)):
            if arrivals.digest(aside[at]) == told[0]:
                return aside.pop(at)
        looked = len(aside)
        if queue.empty() and aside:
            try:
                aside.append(await asyncio.wait_for(take(), _patience_s))
            except asyncio.TimeoutError:
                # It does not come: there is more to the difference than an order.
                _patience_s = 0.0
                return aside.pop(0)
        else:
            aside.append(await take())
