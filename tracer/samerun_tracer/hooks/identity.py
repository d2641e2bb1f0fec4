"""`hash()` and `id()`: notes what they answer at user lines (the pin `watch_order`), or fixes it."""

from __future__ import annotations

import builtins
import functools
import sys
from types import FrameType
from typing import Any, Callable

from .. import format as fmt
from .. import places, settings, trouble
from ..builtin import stand_in
from ..hashing import hash_object
from ..order import identity, is_by_address
from ..record import recorder, thread

_MOST = 2000  # answers of one line
_counts: dict[tuple[str, int], int] = {}
# In the order in which they were first asked for; held, so that no other object gets the address of one.
_numbered: dict[int, tuple[int, Any]] = {}


def begin() -> None:
    watched = bool(settings.pins.get("watch_order"))
    if watched or settings.pins.get("stable_hash"):
        builtins.hash = stand_in(hash, _answer("hash", hash, watched, lambda value: identity(value) >> 1))
    if watched or settings.pins.get("stable_id"):
        builtins.id = stand_in(id, _answer("id", id, watched, _number))


def _answer(name: str, original: Callable[[Any], int], watched: bool, stable: Callable[[Any], int]) -> Any:
    pin = f"stable_{name}"
    pinned = bool(settings.pins.get(pin))

    @functools.wraps(original)
    def answer(value: Any) -> int:
        result = original(value)
        if thread.busy:
            return result
        frame = sys._getframe().f_back
        if not places.is_user_frame(frame):
            return result
        thread.busy = True
        try:
            if pinned and settings.is_pinned(pin, frame):
                return stable(value)
            if watched:
                trouble.guarded(name, _note, name, value, result, frame)
        finally:
            thread.busy = False
        return result

    return answer


def _note(name: str, value: Any, result: int, frame: FrameType) -> None:
    place = places.place_of(frame)
    count = _counts[name, place] = _counts.get((name, place), 0) + 1
    if count > _MOST:
        return
    by_address = name == "hash" and is_by_address(value)
    recorder.emit(
        fmt.ORDER, recorder.name(f"{name}()" + (" by address" if by_address else "")), place, after=hash_object(result)
    )


def _number(value: Any) -> int:
    """Spread over as many bits as addresses have; they are multiples of 16 too."""
    number, _ = _numbered.setdefault(id(value), (len(_numbered), value))
    return (1 << 46) + number * 208
