"""Text of objects at user lines (`str`, `repr`, f-strings): it may show the order of a set inside, or an address."""

from __future__ import annotations

import re
from dataclasses import is_dataclass
from typing import Any, Iterator

from . import format as fmt
from . import places, settings, trouble
from .hashing import hash_text
from .record import recorder, thread

_PLAIN = (str, bytes, bytearray, int, float, complex, bool, type(None), type)
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_DEEPEST = 4
_MOST_PARTS = 1000
_numbered: dict[str, int] = {}


def is_plain(value: Any) -> bool:
    return isinstance(value, _PLAIN)


def sets_in(value: Any, depth: int = _DEEPEST) -> Iterator[Any]:
    if type(value) in (set, frozenset):
        yield value
    elif depth > 0:
        if isinstance(value, dict):
            parts = [*value.values()]
        elif isinstance(value, (list, tuple)):
            parts = [*value]
        elif is_dataclass(value):
            parts = [*getattr(value, "__dict__", {}).values()]
        else:
            return
        for part in parts[:_MOST_PARTS]:
            yield from sets_in(part, depth - 1)


class Text:
    """Gives the text of another object, whichever is asked for, and is that object in all else."""

    __slots__ = ("_frame", "_value")

    def __init__(self, value: Any, frame: Any) -> None:
        self._value = value
        self._frame = frame

    def __repr__(self) -> str:
        return _noted(repr(self._value), self._frame)

    def __str__(self) -> str:
        return _noted(str(self._value), self._frame)

    def __format__(self, spec: str) -> str:
        return _noted(format(self._value, spec), self._frame)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._value, name)


def _noted(text: str, frame: Any) -> str:
    if not _ADDRESS.search(text):
        return text
    if settings.pins.get("stable_id") and settings.is_pinned("stable_id", frame):
        return _ADDRESS.sub(lambda found: f" at 0x{_numbered.setdefault(found[0], len(_numbered)):012x}", text)
    if settings.pins.get("watch_order") and not thread.busy:
        trouble.guarded("order", _note, text, frame)
    return text


def _note(text: str, frame: Any) -> None:
    recorder.emit(fmt.ORDER, recorder.name("id() in text"), places.place_of(frame), after=hash_text(text))
