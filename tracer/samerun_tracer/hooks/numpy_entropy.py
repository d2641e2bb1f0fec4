"""What NumPy asks the system for, for a `SeedSequence` or a bit generator that is made without a seed."""

from __future__ import annotations

import functools
import sys
from typing import Callable

from .. import places, settings, trouble
from ..record import recorder, thread
from . import questions

_MOST = 10_000

fresh: dict[int, int] = {}  # numbers that the system gave, and the places of the seedless calls; the last ones


class quiet:
    """The entropy that numpy asks the system for is part of the seeding, not a question of the user's."""

    def __enter__(self) -> None:
        self._before = thread.busy
        thread.busy = thread.seeding = True

    def __exit__(self, *_: object) -> None:
        thread.busy = self._before
        thread.seeding = False


def randbits(original: Callable[[int], int]) -> Callable[[int], int]:
    @functools.wraps(original)
    def asked(count: int) -> int:
        frame = sys._getframe().f_back
        if thread.busy or recorder.closed:
            return original(count)
        kinds = ("numpy.Generator", "numpy.RandomState")
        pinned = next((seed for kind in kinds if (seed := settings.pinned_entropy_seed(kind, frame)) is not None), None)
        if pinned is None and settings.pins.get("entropy") and settings.is_pinned("entropy", frame):
            pinned = 1024
        with quiet():
            value = original(count) if pinned is None else pinned
        # A script may make one for each item that it loads.
        if len(fresh) >= _MOST:
            fresh.clear()
        fresh[value] = places.place_of(frame)
        if places.is_user_frame(frame):
            trouble.guarded("numpy.SeedSequence", questions.note, "numpy.random.SeedSequence", frame, value)
        return value

    return asked
