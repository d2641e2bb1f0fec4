"""What the runner asked of this run, and who this process is in it."""

from __future__ import annotations

import operator
import os
import sys
from types import FrameType
from typing import Any, Optional

from . import hashing, places
from .record import recorder

run_directory = ""
roots: list[str] = []
level = "steps"
steps: Optional[int] = None
keep: Optional[str] = None
pins: dict[str, Any] = {}
measure: Optional[dict[str, Any]] = None
patience: Optional[float] = None
rank = 0
process = "main"

_hash: tuple[str, Any] = ("zlib", hashing.zlib_hash)


def begin(directory: str, plan: dict[str, Any]) -> None:
    global run_directory, roots, level, steps, keep, pins, measure, patience
    run_directory = directory
    roots = list(plan.get("roots") or [])
    level = plan.get("level") or "steps"
    steps = plan.get("steps")
    keep = plan.get("keep")
    pins = dict(plan.get("pins") or {})
    measure = plan.get("measure")
    patience = plan.get("patience_s")
    # xxhash alone is no reason to load numpy, and it is quick to ask for.
    choose_hash()


def choose_hash() -> None:
    """Again once numpy is there: events from before keep theirs, in both runs alike."""
    global _hash
    if _hash[0] != "weighted" or "numpy" not in sys.modules:
        _hash = hashing.choose()
    recorder.extra_header["hash"] = _hash[0]


def hash_name() -> str:
    return _hash[0]


def hash_bytes(data: Any) -> int:
    return _hash[1](data)


def hash_function() -> Any:
    return _hash[1]


def next_child() -> str:
    """Children that are started as programs number themselves by the traces that are there."""
    number = 1
    while os.path.exists(os.path.join(run_directory, "trace", f"r{rank}.child{number}.srt")):
        number += 1
    return str(number)


def pinned_seed(stream: str) -> Optional[int]:
    """The value that an intervention seeds this stream with when it comes to life, or None."""
    return next((seed["value"] for seed in _seeds(stream) if seed.get("place") is None), None)


def pinned_entropy_seed(stream: str, frame: Optional[FrameType]) -> Optional[int]:
    """The value that takes the place of fresh entropy where this stream is seeded from `frame`, or None."""
    for seed in _seeds(stream):
        place = seed.get("place")
        if place is None or places.is_at(frame, [place]):
            return int(seed["value"])
    return None


def _seeds(stream: str) -> list[dict[str, Any]]:
    found = pins.get("seed") or []
    return [seed for seed in (found if isinstance(found, list) else [found]) if seed.get("stream") == stream]


def other_seed(value: Any) -> Any:
    """What is seeded with in place of `value` where an intervention asks whether seeds matter: another whole number."""
    offset = pins.get("other_seeds")
    if not offset or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return f"{value}+{offset}"
    if not hasattr(value, "__index__") or getattr(value, "shape", ()) != ():
        return value
    number = operator.index(value)
    # Below 2**32, which is as far as NumPy goes.
    return number - offset if number >= (1 << 32) - 1 - offset else number + offset


def is_pinned(name: str, frame: Optional[FrameType]) -> bool:
    """Whether an intervention holds at the user line that `frame` comes from: everywhere, or at named lines."""
    pin = pins.get(name)
    return places.is_at(frame, pin) if isinstance(pin, list) else bool(pin)
