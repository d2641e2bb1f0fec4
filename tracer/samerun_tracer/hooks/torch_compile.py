"""Notes each run of a graph that `torch.compile` made as one op: its fused kernels pass no dispatcher."""

from __future__ import annotations

import functools
import inspect
import linecache
import sys
from typing import Any

from .. import places, settings, trouble
from ..awaited import masked, mixed
from ..record import recorder, thread
from . import torch_op_events, torch_random, torch_tokens, torch_values, unordered

_regions = 0


def patch(module: Any) -> None:
    """`module` holds inductor's compiled graphs: `output_code`, in older versions `codecache`."""
    kind = vars(module).get("CompiledFxGraph")
    if kind is None or settings.level != "ops" or hasattr(kind, "_samerun_emit"):
        return
    original = kind.__call__
    kind._samerun_emit = None

    @functools.wraps(original)
    def __call__(self: Any, inputs: Any) -> Any:
        if thread.busy or thread.region or recorder.closed:
            return original(self, inputs)
        note = trouble.guarded("torch.compile", _before, self, inputs)
        thread.region = True
        try:
            result = original(self, inputs)
        finally:
            thread.region = False
        if note is not None:
            trouble.guarded("torch.compile", _after, self, note, result)
        return result

    kind.__call__ = __call__


def _before(graph: Any, inputs: Any) -> tuple[Any, list[Any], Any, int]:
    """The graph takes its inputs out of the list to free them early; only those that it writes to are kept here."""
    global _regions
    if graph._samerun_emit is None:
        _regions += 1
        graph._samerun_emit = torch_op_events.emitter(f"torch.compile::region{_regions}")
        if _regions == 1:
            trouble.notice("code that torch.compile made is traced as one operation a region")
    written = [inputs[i] for i in sorted(getattr(graph, "mutated_input_idxs", ()))]
    generator = _generator(inputs)
    return torch_tokens.inputs(inputs, {}), written, generator, torch_random.state_hash(generator)


def _generator(inputs: Any) -> Any:
    torch = torch_values.torch
    for value in inputs:
        if isinstance(value, torch.Tensor) and value.is_cuda:
            return torch.cuda.default_generators[value.device.index or 0]
    return torch.default_generator


def _after(graph: Any, note: tuple[Any, list[Any], Any, int], result: Any) -> None:
    before, written, generator, state = note
    frame = sys._getframe()
    forward, backward = unordered.of_function(frame)
    if not forward:
        trouble.guarded("torch.compile", _span, places.user_frame(frame))
    after, sample = torch_tokens.outputs(list(result) if isinstance(result, tuple) else result)
    if written:
        after = mixed(after, torch_tokens.outputs(written)[0])
    state_after = torch_random.state_hash(generator)
    if state_after != state:
        _note_draw(generator, state, state_after)
        before = masked(mixed(before, state))
    _emit(graph, forward, backward, (before, after, sample))


def _emit(graph: Any, forward: int, backward: int, found: Any) -> None:
    """At the line that may add up in any order, where there is one: of two, each pass has its own."""
    if torch_op_events.node() is not None:
        graph._samerun_emit(*found)
        return
    if forward or backward:
        torch_op_events.forward_places[torch_op_events.sequence() - 1] = backward or forward
    graph._samerun_emit(*found, forward)


def _note_draw(generator: Any, before: int, after: int) -> None:
    """Compiled code draws one seed for all that it needs."""
    name = torch_random.draw_name(generator, False, "compiled")
    recorder.draw(name, places.place_of(sys._getframe()), before, after, 0, None)


def _span(frame: Any) -> None:
    """Code that stands in for a user's function has but one line, that of its head: the region is the whole of it."""
    if frame is not None and frame.f_lineno == frame.f_code.co_firstlineno and frame.f_code.co_name.isidentifier():
        source = linecache.getlines(frame.f_code.co_filename)[frame.f_lineno - 1 :]
        places.widen(frame, len(inspect.getblock(source)))
