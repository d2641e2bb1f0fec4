"""Memory that nobody has set: `torch.empty` and `numpy.empty` give it as others left it, in no two runs the same.

torch's is noted when it is read (at level ops), NumPy's already when it is given out, as far as small arrays go.
"""

from __future__ import annotations

import functools
import sys
from types import FrameType
from typing import Any, Callable, Optional

from .. import format as fmt
from .. import places, settings, trouble
from ..builtin import stand_in
from ..record import recorder
from . import questions

# Of an array of NumPy's only so much is looked at: large ones are fresh from the system, and zero.
_LARGEST = 1 << 16

_counts: dict[tuple[int, int], int] = {}


def note(name: int, place: int, hashed: Any) -> None:
    """What was read of the memory that was asked for at `place`."""
    count = _counts[name, place] = _counts.get((name, place), 0) + 1
    if count <= questions.MOST:
        recorder.emit(fmt.QUERY, name, place, after=hashed)


def is_filled(frame: Optional[FrameType]) -> bool:
    """Whether an intervention sets the memory that is asked for at this line."""
    return bool(settings.pins.get("filled")) and settings.is_pinned("filled", frame)


def patch_numpy(numpy: Any) -> None:
    for name in ("empty", "empty_like"):
        original = getattr(numpy, name)
        setattr(numpy, name, stand_in(original, _empty(f"numpy.{name}", original)))


def _empty(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def empty(*arguments: Any, **options: Any) -> Any:
        array = original(*arguments, **options)
        frame = sys._getframe().f_back
        if questions.asked(frame):
            trouble.guarded(name, _given, name, frame, array)
        return array

    return empty


def _given(name: str, frame: FrameType, array: Any) -> None:
    if array.dtype.hasobject or not array.size:
        return
    if is_filled(frame):
        array.fill(0)
    elif array.nbytes <= _LARGEST:
        note(recorder.name(name), places.place_of(frame), settings.hash_bytes(array.tobytes()))
