"""Writes the event of an op, at its line; a backward op's at the line of its forward op."""

from __future__ import annotations

import sys
from typing import Any, Callable

from .. import format as fmt
from .. import places
from ..awaited import MASK, Awaited
from ..record import FLUSH_WORDS, recorder, thread
from . import torch_values, unordered

Emit = Callable[..., None]

forward_places: dict[int, int] = {}  # autograd sequence number -> place of the op that made the node
sequence: Callable[[], int]
node: Callable[[], Any]


def begin(torch: Any) -> None:
    global sequence, node
    sequence, node = torch.autograd._get_sequence_nr, torch._C._current_autograd_node


def step_done(_optimizer: Any, _place: int) -> None:
    """Graphs seldom outlive a step; what outlives one keeps the line of its `backward`."""
    forward_places.clear()


def place_now(frame: Any) -> int:
    """The place that the event of an op called from `frame` gets."""
    if thread.optimizer_place:
        return thread.optimizer_place
    made_by = node()
    if made_by is None:
        return places.place_of(frame)
    return forward_places.get(made_by._sequence_nr()) or thread.backward_place or places.place_of(frame)


def emitter_of(func: Any) -> Emit:
    schema = func._schema
    return emitter(schema.name + (f".{schema.overload_name}" if schema.overload_name else ""))


def emitter(name: str) -> Emit:
    """A function that writes the event of an op of this name: hashes of what it read and gave, a sample, a place."""
    number = recorder.name(name)
    forward = fmt.OP | number << 32
    backward = forward | fmt.BACKWARD << 8
    sampled = fmt.SAMPLED << 8
    buffer, state, frame, place_of = recorder.buffer, thread, sys._getframe, places.place_of
    devices = torch_values.devices
    is_unordered = unordered.is_unordered(name)

    def emit(before: Any, after: Any, sample: Any, at: int = 0) -> None:
        word = forward
        place = at or state.optimizer_place
        if not place:
            made_by = node()
            if made_by is not None:
                word = backward
                place = forward_places.get(made_by._sequence_nr()) or state.backward_place or place_of(frame(1))
            else:
                place = place_of(frame(1))
                # Set once: a later op without a gradient sees the same latest number.
                forward_places.setdefault(sequence() - 1, place)
        if sample is None:
            sample = 0.0
        else:
            word |= sampled
        if type(after) is not Awaited:
            after &= MASK
        buffer.extend((word | state.word, place | recorder.step_word, before, after, sample, 0))
        if is_unordered and devices.capturing:
            devices.capturing.place = devices.capturing.place or place
        if len(buffer) >= FLUSH_WORDS:
            recorder.flush()

    return emit
