"""Hooks `numpy.random`: legacy functions, `RandomState`, `Generator`, by subclasses that draw from the same bits."""

from __future__ import annotations

import functools
import sys
from types import FrameType, ModuleType
from typing import Any, Callable, Optional

from .. import format as fmt
from .. import places, settings, trouble
from ..hashing import MASK, hash_object
from ..record import recorder, thread
from . import numpy_entropy, unset_memory

_DRAWS = (
    "rand randn randint random random_sample ranf sample choice shuffle permutation permuted bytes integers uniform "
    "normal standard_normal beta binomial chisquare dirichlet exponential f gamma geometric gumbel hypergeometric "
    "laplace logistic lognormal logseries multinomial multivariate_normal multivariate_hypergeometric "
    "negative_binomial noncentral_chisquare noncentral_f pareto poisson power random_integers rayleigh "
    "standard_cauchy standard_exponential standard_gamma standard_t triangular tomaxint vonmises wald weibull zipf"
).split()


def patch(numpy: ModuleType) -> None:
    settings.choose_hash()
    random = numpy.random
    mtrand = random.mtrand
    generator_kind = _subclass(numpy, random.Generator, "numpy.Generator")
    state_kind = _subclass(numpy, random.RandomState, "numpy.RandomState")
    old = mtrand._rand
    # The same bit generator behind a class that notes what it is asked for: also libraries draw from it.
    shared = state_kind(old._bit_generator)
    shared._samerun_stream = "numpy"
    mtrand._rand = shared
    pinned = settings.pinned_seed("numpy")
    if pinned is not None:
        old.seed(pinned)
    for module in (random, mtrand):
        for name, value in list(vars(module).items()):
            if getattr(value, "__self__", None) is old:
                setattr(module, name, getattr(shared, name))
    random.seed = mtrand.seed = _seed_function(shared, random.seed)
    random.Generator = generator_kind
    random.RandomState = mtrand.RandomState = state_kind
    random.default_rng = _default_rng(random, generator_kind)
    bits = sys.modules.get("numpy.random.bit_generator")
    if hasattr(bits, "randbits"):
        bits.randbits = numpy_entropy.randbits(bits.randbits)
    unset_memory.patch_numpy(numpy)


def fingerprint(numpy: Any, value: Any) -> Optional[int]:
    """Of drawn values; None where only the generator's state can tell."""
    kind = type(value)
    if kind is float or kind is int:
        return hash(value) & MASK
    if isinstance(value, (numpy.ndarray, numpy.generic)):
        if value.dtype.hasobject:
            return None
        array = numpy.ascontiguousarray(value)
        size = array.nbytes
        data = array.reshape(-1).view(numpy.uint8) if size else b""
        return settings.hash_bytes(data) ^ hash((value.shape, len(value.dtype.str))) & MASK
    return settings.hash_bytes(value) if kind is bytes else None


def sample_of(numpy: Any, value: Any) -> Optional[float]:
    if isinstance(value, numpy.ndarray):
        if value.size == 0 or value.dtype.kind not in "fiub":
            return None
        value = value.flat[0]
    if isinstance(value, (int, float, numpy.number, numpy.bool_)) and not isinstance(value, complex):
        return float(value) if numpy.isrealobj(value) else None
    return None


def state_hash(numpy: Any, generator: Any) -> int:
    bits = getattr(generator, "_bit_generator", None)
    if bits is None:
        bits = generator.bit_generator
    state = bits.state
    inner = state.get("state")
    if isinstance(inner, dict) and isinstance(inner.get("key"), numpy.ndarray):
        return (settings.hash_bytes(inner["key"]) ^ hash(inner.get("pos", 0))) & MASK
    return hash_object({key: _plain(value) for key, value in state.items()})


def _plain(value: Any) -> Any:
    return {key: _plain(item) for key, item in value.items()} if isinstance(value, dict) else str(value)


class _Alike(type):
    """`isinstance(x, numpy.random.Generator)` holds for what it held for before."""

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, cls.__mro__[1])

    def __subclasscheck__(cls, other: type) -> bool:
        return issubclass(other, cls.__mro__[1])


def _subclass(numpy: Any, base: Any, stream: str) -> Any:
    body: dict[str, Any] = {"__doc__": base.__doc__, "__module__": base.__module__, "_samerun_stream": stream}
    for name in _DRAWS:
        original = getattr(base, name, None)
        if original is not None:
            body[name] = _draw(numpy, name, original)
    if stream == "numpy.Generator":
        body["__init__"] = _generator_init(numpy, base)
    if stream == "numpy.RandomState":
        body["__init__"] = _state_init(numpy, base)
        body["seed"] = _seed_method(numpy, base.seed)
        body["set_state"] = _set_state(numpy, base.set_state)
    return _Alike(base.__name__, (base,), body)


def _flags(generator: Any, frame: Optional[FrameType]) -> int:
    if generator._samerun_stream == "numpy":
        return places.benign(frame)
    own = places.is_user_frame(frame)
    return fmt.EXPLICIT if own else fmt.EXPLICIT | fmt.LIBRARY


def _draw(numpy: Any, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
    state = thread

    @functools.wraps(original)
    def draw(self: Any, *arguments: Any, **options: Any) -> Any:
        if state.busy or recorder.closed:
            return original(self, *arguments, **options)
        frame = sys._getframe().f_back
        state.busy = True
        try:
            note = trouble.guarded("numpy.random", _before, numpy, name, self, frame)
            value = original(self, *arguments, **options)
            if note is not None:
                trouble.guarded("numpy.random", _after, numpy, self, frame, note, value)
        finally:
            state.busy = False
        return value

    return draw


def _before(numpy: Any, name: str, generator: Any, frame: Optional[FrameType]) -> tuple[int, int, int]:
    number = recorder.name(f"{generator._samerun_stream}:{name}")
    place = places.place_of(frame)
    return number, place, 0 if recorder.next_is_merged(number, place) else state_hash(numpy, generator)


def _after(numpy: Any, generator: Any, frame: Optional[FrameType], note: tuple[int, int, int], value: Any) -> None:
    hashed = fingerprint(numpy, value)
    if hashed is None:
        hashed = state_hash(numpy, generator)
    recorder.draw(note[0], note[1], note[2], hashed, _flags(generator, frame), sample_of(numpy, value))


def _note_seed(
    numpy: Any, generator: Any, call: str, value: Any, frame: Optional[FrameType], place: Optional[int] = None
) -> None:
    recorder.emit(
        fmt.SEED,
        recorder.name(f"{generator._samerun_stream}:{call}"),
        places.place_of(frame) if place is None else place,
        after=fingerprint(numpy, value) or hash_object(value),
        flags=_flags(generator, frame) | (fmt.ENTROPY if value is None else 0),
        sample=sample_of(numpy, value),
        extra=state_hash(numpy, generator),
        detail={"seed": "entropy" if value is None else repr(value)[:80]},
    )


def _note_bits(numpy: Any, generator: Any, call: str, seed: Any, frame: Optional[FrameType]) -> None:
    """Where the number is the system's own, the stream is seeded without a value, at the line that made the number."""
    bits = getattr(seed, "seed_seq", None) or getattr(seed, "_seed_seq", seed)
    number = getattr(bits, "entropy", None)
    place = numpy_entropy.fresh.get(number) if isinstance(number, int) else None
    if place is not None:
        _note_seed(numpy, generator, call, None, frame, place)
    elif not hasattr(seed, "random_raw"):
        _note_seed(numpy, generator, call, seed, frame)
    elif call == "Generator" and number is not None:
        _note_seed(numpy, generator, call, number, frame)


def _generator_init(numpy: Any, base: Any) -> Callable[..., None]:
    def __init__(self: Any, bit_generator: Any) -> None:
        base.__init__(self, bit_generator)
        frame = sys._getframe().f_back
        if not places.is_ours(places.file_of(frame)):
            trouble.guarded("numpy.Generator", _note_bits, numpy, self, "Generator", bit_generator, frame)

    return __init__


def _seed_function(shared: Any, original: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(original)
    def seed(seed: Any = None) -> None:
        return shared.seed(seed)

    return seed


def _seed_method(numpy: Any, original: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(original)
    def seed(self: Any, seed: Any = None) -> None:
        frame = _outside(sys._getframe().f_back)
        pinned = settings.pinned_entropy_seed(self._samerun_stream, frame) if seed is None else None
        seed = settings.other_seed(seed)
        with numpy_entropy.quiet():
            original(self, seed if pinned is None else pinned)
        trouble.guarded("numpy.seed", _note_seed, numpy, self, "seed", seed, frame)

    return seed


def _set_state(numpy: Any, original: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(original)
    def set_state(self: Any, state: Any) -> None:
        before = trouble.guarded("numpy.set_state", state_hash, numpy, self)
        original(self, state)
        trouble.guarded("numpy.set_state", _restored, numpy, self, before, sys._getframe().f_back)

    return set_state


def _restored(numpy: Any, generator: Any, before: Any, frame: Optional[FrameType]) -> None:
    """A state that was put back around somebody's own draws is no news; a library's doing is benign by itself."""
    after = state_hash(numpy, generator)
    if after == before:
        return
    name = recorder.name(f"{generator._samerun_stream}:set_state")
    flags = _flags(generator, frame) | (0 if places.is_user_frame(frame) else fmt.LIBRARY)
    recorder.emit(fmt.SEED, name, places.place_of(frame), after=after, flags=flags, extra=after)


def _state_init(numpy: Any, base: Any) -> Callable[..., None]:
    def __init__(self: Any, seed: Any = None) -> None:
        frame = sys._getframe().f_back
        pinned = settings.pinned_entropy_seed("numpy.RandomState", frame) if seed is None else None
        seed = settings.other_seed(seed)
        with numpy_entropy.quiet():
            base.__init__(self, seed if pinned is None else pinned)
        trouble.guarded("numpy.RandomState", _note_bits, numpy, self, "RandomState", seed, frame)

    return __init__


def _default_rng(random: Any, kind: Any) -> Callable[..., Any]:
    numpy = sys.modules["numpy"]
    original = random.default_rng

    @functools.wraps(original)
    def default_rng(seed: Any = None) -> Any:
        if isinstance(seed, random.Generator):
            return seed
        frame = sys._getframe().f_back
        pinned = settings.pinned_entropy_seed("numpy.Generator", frame) if seed is None else None
        seed = settings.other_seed(seed)
        with numpy_entropy.quiet():
            plain = original(seed if pinned is None else pinned)
        generator = kind(plain.bit_generator)
        trouble.guarded("numpy.default_rng", _note_bits, numpy, generator, "default_rng", seed, frame)
        return generator

    return default_rng


def _outside(frame: Optional[FrameType]) -> Optional[FrameType]:
    """Past our own function for the module, to who called it."""
    while frame is not None and places.is_ours(frame.f_code.co_filename):
        frame = frame.f_back
    return frame
