"""Notes TensorFlow's seeds and its eager draws; inside of a traced `tf.function` only seeds and results are seen."""

from __future__ import annotations

import functools
import sys
from typing import Any, Callable

from .. import format as fmt
from .. import places, settings, trouble
from ..hashing import hash_object
from ..record import recorder, thread
from . import arrays

_DRAWS = "normal uniform truncated_normal gamma poisson categorical shuffle experimental_shuffle".split()
_METHODS = "normal uniform uniform_full_int truncated_normal binomial".split()


def patch(tensorflow: Any) -> None:
    random = tensorflow.random
    pinned = settings.pinned_seed("tf")
    if pinned is not None:
        random.set_seed(pinned)
    random.set_seed = _seed(random.set_seed)
    for name in _DRAWS:
        if hasattr(random, name):
            setattr(random, name, _draw(tensorflow, "tf", name, getattr(random, name)))
    kind = random.Generator
    for name in _METHODS:
        setattr(kind, name, _draw(tensorflow, "tf.Generator", name, getattr(kind, name)))
    kind.from_non_deterministic_state = _entropy(kind.from_non_deterministic_state, kind)


def _seed(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def set_seed(seed: Any) -> Any:
        result = original(seed)
        trouble.guarded("tf.random.set_seed", note_seed, "tf:set_seed", seed, sys._getframe().f_back)
        return result

    return set_seed


def note_seed(name: str, value: Any, frame: Any) -> None:
    if thread.busy:
        return
    recorder.emit(
        fmt.SEED,
        recorder.name(name),
        places.place_of(frame),
        after=hash_object(value) if value is not None else 0,
        flags=0 if value is not None else fmt.ENTROPY,
        sample=float(value) if type(value) is int and abs(value) < 1 << 63 else None,
        detail={"seed": "entropy" if value is None else repr(value)[:80]},
    )


def _entropy(original: Callable[..., Any], kind: Any) -> Any:
    def from_non_deterministic_state(cls: Any, *arguments: Any, **options: Any) -> Any:
        frame = sys._getframe().f_back
        pinned = settings.pinned_entropy_seed("tf.Generator", frame)
        trouble.guarded("tf.random.Generator", note_seed, "tf.Generator:from_non_deterministic_state", None, frame)
        return original(*arguments, **options) if pinned is None else kind.from_seed(pinned)

    return classmethod(from_non_deterministic_state)


def _draw(tensorflow: Any, stream: str, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def draw(*arguments: Any, **options: Any) -> Any:
        value = original(*arguments, **options)
        # Within a graph there is no value yet.
        if not thread.busy and tensorflow.executing_eagerly():
            trouble.guarded(f"{stream}:{name}", _note, f"{stream}:{name}", value, sys._getframe().f_back)
        return value

    return draw


def _note(name: str, value: Any, frame: Any) -> None:
    hashed, sample = arrays.hash_and_sample(value)
    recorder.draw(recorder.name(name), places.place_of(frame), 0, hashed, 0, sample)
