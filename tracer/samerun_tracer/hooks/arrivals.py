"""Notes in which order work that was given out came back, and whether it had come back when the script asked.

Under the pin `arrival` it comes back, at the named lines, in the order in which it was given out.
"""

from __future__ import annotations

import functools
import itertools
import sys
import threading
import time
from types import FrameType, ModuleType
from typing import Any, Callable, Iterator, Optional

from .. import format as fmt
from .. import places, settings, trouble
from ..hashing import hash_object
from ..record import recorder, thread
from . import answers, questions
from .questions import question

_MOST_PARTS = 16
_patience_s = 5.0


def begin() -> None:
    threading.Thread.is_alive = question("Thread.is_alive", threading.Thread.is_alive)  # type: ignore[method-assign]
    threading.Event.is_set = question("Event.is_set", threading.Event.is_set)  # type: ignore[method-assign]
    threading.Event.wait = question("Event.wait", threading.Event.wait)  # type: ignore[method-assign]


def patch_subprocess(module: ModuleType) -> None:
    module.Popen.poll = question("Popen.poll", module.Popen.poll)  # type: ignore[attr-defined]


def patch_queue(module: ModuleType) -> None:
    """`queue`: what other threads put in comes as they are ready."""
    module.Queue.get = _get("queue.Queue.get", module.Queue.get)  # type: ignore[attr-defined]
    for name in ("empty", "full", "qsize"):
        setattr(module.Queue, name, question(f"Queue.{name}", getattr(module.Queue, name)))  # type: ignore[attr-defined]


def patch_process(module: ModuleType) -> None:
    kind = module.BaseProcess  # type: ignore[attr-defined]
    kind.is_alive = question("Process.is_alive", kind.is_alive)


def patch_queues(module: ModuleType) -> None:
    """`multiprocessing.queues`: what other processes put in comes as they are ready."""
    for name in ("Queue", "SimpleQueue"):
        kind = getattr(module, name)
        kind.get = _get("multiprocessing.Queue.get", kind.get)


def _get(name: str, original: Any) -> Any:
    """Of several threads that take from one queue, which takes what is another question."""

    @functools.wraps(original)
    def get(self: Any, *arguments: Any, **options: Any) -> Any:
        frame = sys._getframe().f_back
        if not questions.asked(frame) or threading.current_thread() is not threading.main_thread():
            return original(self, *arguments, **options)
        if answers.is_pinned(frame):
            value = _as_before(name, frame, self, lambda: original(self, *arguments, **options))
        else:
            value = original(self, *arguments, **options)
        trouble.guarded(name, _note_item, name, frame, value)
        return value

    return get


def _as_before(name: str, frame: Optional[FrameType], queue: Any, take: Callable[[], Any]) -> Any:
    """The item that the first run of a pair took at this point, if it comes; what comes before it is laid aside."""
    global _patience_s
    aside = vars(queue).setdefault("_samerun_aside", [])
    told = answers.told(name, frame)
    if told is None:
        value = aside.pop(0) if aside else take()
        answers.keep(name, frame, digest(value))
        return value
    looked, limit = 0, time.monotonic() + _patience_s
    while True:
        for at in range(looked, len(aside)):
            if digest(aside[at]) == told[0]:
                return aside.pop(at)
        looked = len(aside)
        while queue.empty() and time.monotonic() < limit:
            time.sleep(0.001)
        if queue.empty():
            # It does not come: there is more to the difference than an order.
            _patience_s = 0.0
            return aside.pop(0) if aside else take()
        aside.append(take())


def _note_item(name: str, frame: Optional[FrameType], value: Any) -> None:
    questions.note(name, frame, digest(value))


def digest(value: Any) -> int:
    before, thread.busy = thread.busy, True
    try:
        return _digest(value)
    finally:
        thread.busy = before


def _digest(value: Any) -> int:
    """Enough of an item to tell it from others, however large it is."""
    if isinstance(value, (list, tuple)):
        return hash_object([len(value), *map(_digest, value[:_MOST_PARTS])])
    if isinstance(value, dict):
        first = itertools.islice(value.items(), _MOST_PARTS)
        return hash_object([len(value), *((str(key)[:80], _digest(part)) for key, part in first)])
    if isinstance(value, (str, bytes)):
        return hash_object((len(value), value[:80], value[-80:]))
    if hasattr(value, "shape") and hasattr(value, "reshape") and hasattr(value, "tolist"):
        if getattr(value, "is_cuda", False):
            return hash_object((str(value.dtype), list(value.shape)))  # to read it would wait for the GPU
        flat = value.reshape(-1)
        ends = [flat[:_MOST_PARTS].tolist(), flat[-_MOST_PARTS:].tolist()]
        return hash_object((str(value.dtype), list(value.shape), ends))
    return hash_object(value)


def patch_pool(module: ModuleType) -> None:
    """`multiprocessing.pool`: the number of each result is known where the result is put in."""
    ready = module.AsyncResult.ready  # type: ignore[attr-defined]
    module.AsyncResult.ready = question("AsyncResult.ready", ready)  # type: ignore[attr-defined]
    pool, results = module.Pool, module.IMapUnorderedIterator  # type: ignore[attr-defined]
    unordered, put, following = pool.imap_unordered, results._set, results.next

    @functools.wraps(unordered)
    def imap_unordered(self: Any, func: Any, iterable: Any, chunksize: int = 1) -> Any:
        if settings.is_pinned("arrival", sys._getframe().f_back):
            return self.imap(func, iterable, chunksize)
        return unordered(self, func, iterable, chunksize)

    @functools.wraps(put)
    def _set(self: Any, number: int, result: Any) -> None:
        vars(self).setdefault("_samerun_numbers", []).append(number)
        put(self, number, result)

    @functools.wraps(following)
    def next(self: Any, timeout: Any = None) -> Any:
        value = following(self, timeout)
        numbers = vars(self).get("_samerun_numbers")
        if numbers:
            place = places.place_of(sys._getframe().f_back)
            trouble.guarded("arrival", note, "Pool.imap_unordered", place, numbers.pop(0))
        return value

    pool.imap_unordered = imap_unordered
    results._set = _set
    results.next = results.__next__ = next


def patch_futures(module: ModuleType) -> None:
    """`concurrent.futures`, whose package takes these names from `_base`."""
    base = module._base  # type: ignore[attr-defined]
    base.Future.done = question("Future.done", base.Future.done)
    original, init, made = base.as_completed, base.Future.__init__, itertools.count()

    @functools.wraps(init)
    def __init__(self: Any) -> None:
        init(self)
        self._samerun_number = next(made)

    @functools.wraps(original)
    def as_completed(fs: Any, timeout: Optional[float] = None) -> Iterator[Any]:
        # Often a set, whose own order is by address.
        given = sorted(fs, key=lambda future: getattr(future, "_samerun_number", 0))
        frame = sys._getframe().f_back
        return _numbered(given, original(given, timeout), frame, settings.is_pinned("arrival", frame))

    base.Future.__init__ = __init__
    base.as_completed = module.as_completed = as_completed  # type: ignore[attr-defined]
    base.wait = module.wait = _wait(base)  # type: ignore[attr-defined]


def _wait(base: Any) -> Any:
    original = base.wait

    @functools.wraps(original)
    def wait(fs: Any, timeout: Optional[float] = None, return_when: str = base.ALL_COMPLETED) -> Any:
        frame = sys._getframe().f_back
        given = sorted(set(fs), key=lambda future: getattr(future, "_samerun_number", 0))
        if return_when == base.ALL_COMPLETED or not given or not questions.asked(frame):
            return original(given, timeout, return_when)
        if settings.is_pinned("arrival", frame):
            original(given[:1])
            found = type(original(()))(set(given[:1]), set(given[1:]))
        else:
            found = original(given, timeout, return_when)
        done = [number for number, future in enumerate(given) if future in found.done]
        first = float(done[0]) if done else None
        trouble.guarded("arrival", questions.note, "concurrent.futures.wait", frame, done, first)
        return found

    return wait


def _numbered(given: list[Any], arriving: Iterator[Any], frame: Optional[FrameType], pinned: bool) -> Iterator[Any]:
    place = places.place_of(frame)
    numbers = {id(future): number for number, future in enumerate(given)}
    if pinned:
        arriving = iter(sorted(arriving, key=lambda future: numbers[id(future)]))
    for future in arriving:
        trouble.guarded("arrival", note, "as_completed", place, numbers[id(future)])
        yield future


def note(name: str, place: int, number: int) -> None:
    """That the next piece of work to come back is this one, counted from 0 as it was given out."""
    if not thread.busy:
        recorder.emit(fmt.QUERY, recorder.name(name), place, after=number + 1, sample=float(number))
