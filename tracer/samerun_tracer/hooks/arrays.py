"""Hashes and samples of arrays that are neither numpy's nor torch's, by the copy that they give to numpy."""

from __future__ import annotations

import sys
from typing import Any, Iterator, Optional

from .. import format as fmt
from ..hashing import MASK, hash_object
from ..record import recorder
from . import numpy_random


def hash_and_sample(value: Any) -> tuple[int, Optional[float]]:
    """Of one array or of arrays in lists and dictionaries; waits until they are computed."""
    numpy = sys.modules["numpy"]
    if isinstance(value, (list, tuple)):
        parts = [hash_and_sample(item) for item in value]
        return hash(tuple([part[0] for part in parts])) & MASK, next((s for _, s in parts if s is not None), None)
    if isinstance(value, dict):
        return hash_and_sample([hash_and_sample([str(key), item])[0] for key, item in value.items()])
    if not hasattr(value, "__array__"):
        return hash_object(value), None
    array = numpy.asarray(value)
    if array.dtype.kind == "V":
        # bfloat16 and its like are foreign to numpy: their bytes will do.
        array = array.view(numpy.uint8)
    return numpy_random.fingerprint(numpy, array) or hash_object(str(array)), numpy_random.sample_of(numpy, array)


def note_parameters(named: Iterator[tuple[str, Any]], place: int) -> None:
    for name, value in named:
        hashed, sample = hash_and_sample(value)
        recorder.emit(fmt.PARAMETER, recorder.name(name), place, after=hashed, sample=sample)
