"""Hashes that a device still computes: events hold what they will be made of, until all are read at once."""

from __future__ import annotations

import struct
from typing import Any, Callable, Optional

MASK = (1 << 64) - 1
UNREADABLE = 1  # what stands for a number that the device no longer gives, as after an assertion of its own

settler: Optional[Callable[[], bool]] = None  # reads what devices hold; False where nobody may wait for them now


class Slot:
    """One number of eight bytes on a device, and the first eight bytes of what it was made from."""

    __slots__ = ("first", "number", "reader")

    def __init__(self, reader: Optional[Callable[[bytes], Any]]) -> None:
        self.number: Optional[int] = None
        self.first = 0
        self.reader = reader  # of a first element of that type; None where it has no plain form

    def __hash__(self) -> Any:
        return self.number

    def sample(self) -> float:
        """The first element of what was hashed."""
        data = struct.pack("=q", self.first)
        return float(self.reader(data)[0]) if self.reader is not None else 0.0


class Derived:
    """What memory of a device holds, told by what it was made from; hashed once, when that is known."""

    __slots__ = ("faithful", "number", "parts")

    def __init__(self, parts: Any, faithful: bool = False) -> None:
        self.number: Optional[int] = None
        self.parts = parts
        self.faithful = faithful  # whether other parts mean other bytes

    def __hash__(self) -> int:
        if self.number is None:
            self.number, self.parts = hash(self.parts), None
        return self.number


class Awaited(tuple):  # type: ignore[type-arg]
    """Parts of a hash, at least one of them awaited: numbers and slots, flat.

    Whether its slots are settled yet must not matter: a hash with a slot in it is always built of the same parts, and
    hashed only when the event is written, so that both runs get the same number whenever they write. It is one object a
    hash, because the garbage collector goes through all that live until then.
    """

    __slots__ = ()


def mixed(*parts: Any) -> Any:
    """One hash of several, some of which may be awaited."""
    for part in parts:
        if type(part) is Awaited:
            return Awaited([item for one in parts for item in (one if type(one) is Awaited else (one,))])
    return hash(parts)


def masked(value: Any) -> Any:
    return value if type(value) is Awaited else value & MASK


def settle() -> bool:
    """Reads every number that a device has been asked for; False where nobody may wait for it now."""
    return settler is None or settler()


def write_out(words: list[Any]) -> None:
    """Puts numbers in the place of what was awaited, in events of six words."""
    if settler is None:
        return
    for column in (2, 3):
        words[column::6] = [hash(word) & MASK if type(word) is Awaited else word for word in words[column::6]]
    words[4::6] = [word.sample() if type(word) is Slot else word for word in words[4::6]]


def value_of(found: Any) -> int:
    """The number itself, now: waits for the device."""
    if type(found) is Awaited:
        settle()
        return hash(found) & MASK
    return int(found)
