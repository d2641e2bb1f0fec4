"""How a question of the script to its surroundings is noted: at user lines only, and not without end."""

from __future__ import annotations

import functools
import sys
from types import FrameType
from typing import Any, Callable, Optional

from .. import format as fmt
from .. import places, trouble
from ..hashing import hash_object
from ..record import recorder, thread
from . import answers

# A loop that waits may ask millions of times; the first times and a few of the later ones tell as much.
MOST = 2000
EVERY = 1000

_counts: dict[tuple[str, int], int] = {}
# Of yes and no, the change is what ends a loop that waits.
_last: dict[tuple[str, int], Any] = {}


def asked(frame: Optional[FrameType]) -> bool:
    return not thread.busy and places.is_user_frame(frame)


def note(
    name: str, frame: Optional[FrameType], value: Any, sample: Optional[float] = None, detail: Optional[str] = None
) -> None:
    place = places.place_of(frame)
    count = _counts[name, place] = _counts.get((name, place), 0) + 1
    changed = value is not _last.get((name, place))
    if value is True or value is False or value is None:
        _last[name, place] = value
        if count > MOST and not changed:
            return
    elif count > MOST and count % EVERY:
        return
    text = None if detail is None else {"value": detail}
    recorder.emit(
        fmt.QUERY,
        recorder.name(name),
        place,
        after=hash_object(value if count <= MOST else (value, count)),
        sample=sample,
        detail=text,
    )


def question(name: str, original: Callable[..., Any], through: str = "") -> Callable[..., Any]:
    """`through`: a module of Python that asks for the script."""

    @functools.wraps(original)
    def ask(*arguments: Any, **options: Any) -> Any:
        frame = sys._getframe().f_back
        while through and frame is not None and places.file_of(frame).endswith(through):
            frame = frame.f_back
        if not asked(frame):
            return original(*arguments, **options)
        value = answers.same(name, frame, lambda: original(*arguments, **options))
        trouble.guarded(name, _note_answer, name, frame, value)
        return value

    return ask


def _note_answer(name: str, frame: Optional[FrameType], value: Any) -> None:
    number = _first_number(value)
    note(name, frame, value, number, None if number is not None else _shown(value))


def _first_number(value: Any) -> Optional[float]:
    parts = value if isinstance(value, tuple) else (value,)
    first = next((part for part in parts if isinstance(part, (int, float))), None)
    return float(first) if first is not None and abs(first) < 1 << 63 else None


def _shown(value: Any) -> str:
    """Another program's output may hold secrets: how long it is says enough."""
    first = value[0] if isinstance(value, tuple) and value else value
    return f"{len(first)} characters" if isinstance(first, (str, bytes)) else type(first).__name__
