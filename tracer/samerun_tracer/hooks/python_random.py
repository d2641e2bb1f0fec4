"""Hooks `random`: draws and seeds of the module's generator, of private ones, and of the system's entropy."""

from __future__ import annotations

import functools
import os
import sys
from types import FrameType, ModuleType
from typing import Any, Callable, Optional

from .. import format as fmt
from .. import places, settings, trouble
from ..hashing import MASK, hash_object
from ..record import recorder, thread

_DRAWS = (
    "random getrandbits randbytes randrange randint choice choices shuffle sample uniform triangular gauss "
    "normalvariate lognormvariate expovariate betavariate gammavariate paretovariate vonmisesvariate weibullvariate "
    "binomialvariate"
).split()


def patch(module: ModuleType) -> None:
    """`module` is `random`; its functions are bound methods of one instance, so they are bound anew."""
    kind = module.Random
    core = kind.__mro__[1]
    shared = module._inst
    streams = _Streams(shared, module.SystemRandom, core)
    pinned = settings.pinned_seed("python")
    if pinned is not None:
        kind.seed(shared, pinned)
    originals = {name: getattr(kind, name) for name in _DRAWS if hasattr(kind, name)}
    for name, original in originals.items():
        setattr(kind, name, _draw(name, original, streams))
    for name in ("random", "getrandbits", "randbytes"):
        if name in vars(module.SystemRandom):
            setattr(module.SystemRandom, name, _draw(name, vars(module.SystemRandom)[name], streams))
    kind.seed = _seed(kind.seed, streams)
    kind.setstate = _setstate(kind.setstate, streams)
    for name in [*originals, "seed", "setstate"]:
        if hasattr(module, name):
            setattr(module, name, getattr(shared, name))


class _Streams:
    def __init__(self, shared: Any, system: type, core: Any) -> None:
        self.shared, self.system, self.core = shared, system, core

    def name(self, generator: Any) -> str:
        return "python" if generator is self.shared else "python.Random"

    def state(self, generator: Any) -> int:
        """`None`, where no second normal value waits, must not be hashed: its hash is an address before 3.12."""
        numbers = self.core.getstate(generator)
        waiting = generator.gauss_next
        return hash((numbers, 0.5 if waiting is None else waiting)) & MASK

    def flags(self, generator: Any, frame: Optional[FrameType]) -> int:
        """A private generator that a library uses for itself, as tempfile does for names, is benign."""
        if generator is self.shared:
            return places.benign(frame)
        if places.is_user_frame(frame):
            return fmt.EXPLICIT
        return fmt.EXPLICIT | fmt.LIBRARY


def _draw(name: str, original: Callable[..., Any], streams: _Streams) -> Callable[..., Any]:
    state = thread

    @functools.wraps(original)
    def draw(self: Any, *arguments: Any, **options: Any) -> Any:
        if state.busy or recorder.closed:
            return original(self, *arguments, **options)
        frame = sys._getframe().f_back
        state.busy = True
        try:
            entropy = isinstance(self, streams.system)
            note = None if entropy else trouble.guarded("random", _before, name, self, frame, streams)
            value = original(self, *arguments, **options)
            if entropy:
                trouble.guarded("random", _system, name, frame, arguments[0] if name == "shuffle" else value)
            else:
                trouble.guarded("random", _after, name, self, frame, streams, note, value)
        finally:
            state.busy = False
        return value

    return draw


def _before(name: str, generator: Any, frame: Optional[FrameType], streams: _Streams) -> tuple[int, int, int]:
    number = recorder.name(f"{streams.name(generator)}:{name}")
    place = places.place_of(frame)
    return number, place, 0 if recorder.next_is_merged(number, place) else streams.state(generator)


def _after(name: str, generator: Any, frame: Optional[FrameType], streams: _Streams, note: Any, value: Any) -> None:
    if note is None:
        return
    number, place, before = note
    sample = first_number(value)
    hashed = hash(value) & MASK if type(value) in (int, float) else None
    if hashed is None:
        simple = sample is not None and name in ("choice", "choices", "sample")
        hashed = hash_object(value) if simple else streams.state(generator)
    recorder.draw(number, place, before, hashed, streams.flags(generator, frame), sample)


def _system(name: str, frame: Optional[FrameType], value: Any) -> None:
    """Entropy of the system is no stream: nobody can seed it. What a shuffle answers is the list as it lies then."""
    own = places.is_user_frame(frame)
    asked = "secrets" if places.file_of(frame).endswith("secrets.py") else "random.SystemRandom"
    if asked == "secrets" and frame is not None:
        own = places.is_user_frame(frame.f_back)
    # Which object it chose its text may not tell; the choice is never the same twice, which is all that matters of it.
    told = first_number(value) is not None or isinstance(value, (str, bytes))
    recorder.emit(
        fmt.QUERY,
        recorder.name(asked),
        places.place_of(frame),
        after=hash_object(value if told else os.urandom(8)),
        flags=0 if own else fmt.LIBRARY,
        sample=first_number(value),
    )


def _seed(original: Callable[..., None], streams: _Streams) -> Callable[..., None]:
    @functools.wraps(original)
    def seed(self: Any, a: Any = None, version: int = 2) -> None:
        if isinstance(self, streams.system):
            return original(self, a, version)
        frame = sys._getframe().f_back
        pinned = settings.pinned_entropy_seed(streams.name(self), frame) if a is None else None
        a = settings.other_seed(a)
        original(self, a if pinned is None else pinned, version)
        if not thread.busy:
            trouble.guarded("random.seed", _seeded, self, a, frame, streams)

    return seed


def _seeded(generator: Any, value: Any, frame: Optional[FrameType], streams: _Streams) -> None:
    made = frame is not None and frame.f_code.co_name == "__init__" and places.file_of(frame).endswith("random.py")
    caller = frame.f_back if made and frame is not None else frame
    if places.file_of(caller).endswith("/tempfile.py"):
        return  # the names that it makes up are told by themselves
    recorder.emit(
        fmt.SEED,
        recorder.name(f"{streams.name(generator)}:seed"),
        places.place_of(caller),
        after=hash_object(value),
        flags=streams.flags(generator, caller) | (fmt.ENTROPY if value is None else 0),
        sample=first_number(value),
        extra=streams.state(generator),
        detail={"seed": "entropy" if value is None else repr(value)[:80]},
    )


def _setstate(original: Callable[..., None], streams: _Streams) -> Callable[..., None]:
    @functools.wraps(original)
    def setstate(self: Any, state: Any) -> None:
        if thread.busy or isinstance(self, streams.system):
            return original(self, state)
        before = trouble.guarded("random.setstate", streams.state, self)
        original(self, state)
        trouble.guarded("random.setstate", _restored, self, before, sys._getframe().f_back, streams)

    return setstate


def _restored(generator: Any, before: Any, frame: Optional[FrameType], streams: _Streams) -> None:
    """Libraries save a state and put it back around what they do; mostly nothing was drawn in between."""
    after = streams.state(generator)
    if after == before:
        return
    recorder.emit(
        fmt.SEED,
        recorder.name(f"{streams.name(generator)}:setstate"),
        places.place_of(frame),
        after=after,
        flags=streams.flags(generator, frame) | (0 if places.is_user_frame(frame) else fmt.LIBRARY),
        extra=after,
    )


def first_number(value: Any) -> Optional[float]:
    """A number that a person can read, where there is one."""
    if type(value) in (list, tuple) and value:
        value = value[0]
    if type(value) is float or type(value) is bool:
        return float(value)
    # Larger ones have no exact double, and a seed is shown by its text anyway.
    return float(value) if type(value) is int and abs(value) < 1 << 63 else None
