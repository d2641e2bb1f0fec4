"""Notes every torch op with hashes of what it reads and writes, at its line; a backward op at its forward line."""

from __future__ import annotations

import sys
from typing import Any, Callable, Optional

from .. import places, settings, trouble
from ..awaited import masked, mixed
from ..record import recorder, thread
from . import (
    threads,
    torch_derived,
    torch_deterministic,
    torch_exact,
    torch_op_events,
    torch_random,
    torch_tokens,
    torch_writes,
    unset_memory,
)
from .torch_op_events import emitter_of, forward_places
from .torch_tokens import FOREIGN, UNWRITTEN, inputs, mark

Handler = Callable[[Any, Any], Any]

_SILENT = set("_local_scalar_dense is_same_size set_ detach lift_fresh record_stream is_pinned".split())

_keep: list[Any] = []


def possible(torch: Any) -> bool:
    return (
        hasattr(torch._C, "_current_autograd_node")
        and hasattr(torch.autograd, "_get_sequence_nr")
        and hasattr(torch.Tensor, "untyped_storage")
        and torch_tokens.persistent(torch)
    )


def begin(torch: Any) -> None:
    """Enters the mode for good."""
    from torch.utils._python_dispatch import TorchDispatchMode

    torch_op_events.begin(torch)
    torch_tokens.begin(torch)
    state = thread

    class EveryOp(TorchDispatchMode):
        supports_higher_order_operators = True

        @classmethod
        def ignore_compile_internals(cls) -> bool:
            return True

        @classmethod
        def is_infra_mode(cls) -> bool:
            """Older torches, which do not ask the above, compile nothing under a mode that is not their own."""
            return not hasattr(TorchDispatchMode, "ignore_compile_internals")

        @classmethod
        def _should_skip_dynamo(cls) -> bool:
            return False

        def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = {}) -> Any:  # noqa: B006
            try:
                handle = func._samerun
            except AttributeError:
                handle = _handler(torch, func)
            if state.busy or state.region or recorder.closed:
                return func(*args, **kwargs)
            return handle(args, kwargs)

    _skip_dynamo(torch, EveryOp)
    threads.around.append(EveryOp)
    mode = EveryOp()
    mode.__enter__()
    _keep.append(mode)


def _handler(torch: Any, func: Any) -> Handler:
    """Chosen once for each overload and kept on it."""
    if not isinstance(func, torch._ops.OpOverload):
        return lambda args, kwargs: func(*args, **kwargs)
    handle = _choose(torch, func)
    func._samerun = handle
    return handle


def _choose(torch: Any, func: Any) -> Handler:
    schema = func._schema
    space, _, name = schema.name.partition("::")
    written = [i for i, a in enumerate(schema.arguments) if a.alias_info is not None and a.alias_info.is_write]
    if name in _SILENT or space in ("prim", "prims", "profiler"):
        return lambda args, kwargs: func._op(*args, **kwargs)
    if space in ("c10d", "_c10d_functional"):
        return _collective(func)
    if name == "_unsafe_view" or any(r.alias_info is not None and not r.alias_info.is_write for r in schema.returns):
        return _view(func)
    if "empty" in name and not written:
        return _empty(func)
    if name == "resize_":
        return _resizing(func)
    draws = torch.Tag.nondeterministic_seeded in func.tags and schema.name not in torch_random.NO_DRAW
    written += torch_writes.UNDECLARED.get(name, ())
    # Where a run goes on from a checkpoint, what a tensor was made from is another matter than what it holds.
    tell = None if draws or settings.pins.get("watch_state") else torch_exact.teller(schema)
    if written:
        return torch_writes.handler(torch, func, written, draws, tell)
    return _drawing(torch, func) if draws else _pure(func, tell)


def _view(func: Any) -> Handler:
    """No new bytes, but its backward belongs to this line."""
    op = func._op
    frame, place_of = sys._getframe, places.place_of

    def view(args: Any, kwargs: Any) -> Any:
        if args and getattr(args[0], "requires_grad", False) and torch_op_events.node() is None:
            number = torch_op_events.sequence() - 1
            if number not in forward_places:
                forward_places[number] = place_of(frame(1).f_back)
        return op(*args, **kwargs)

    return view


def _empty(func: Any) -> Handler:
    """Whoever reads it before it is written reads what nobody set, at this line."""
    op = func._op
    where = func._schema.name
    number = recorder.name("torch." + where.partition("::")[2])
    frame, place_of = sys._getframe, places.place_of

    def empty(args: Any, kwargs: Any) -> Any:
        result = op(*args, **kwargs)
        at = frame(1).f_back
        mark(result, (*UNWRITTEN, number, place_of(at)))
        if unset_memory.is_filled(at):
            trouble.guarded(where, result.zero_)
        return result

    return empty


def _resizing(func: Any) -> Handler:
    op = func._op

    def resizing(args: Any, kwargs: Any) -> Any:
        result = op(*args, **kwargs)
        mark(result, UNWRITTEN)
        return result

    return resizing


def _pure(func: Any, tell: Optional[torch_exact.Tell] = None) -> Handler:
    """The common case, kept short: it runs hundreds of times a step."""
    op = torch_deterministic.computing(func, draws=False)
    emit = emitter_of(func)
    where = func._schema.name
    outputs = torch_writes.outputs_of(where)

    def pure(args: Any, kwargs: Any) -> Any:
        try:
            before = inputs(args, kwargs)
        except Exception as error:
            trouble.tell(where, error)
            before = 0
        result = op(*args, **kwargs)
        try:
            after, sample = outputs(result) if tell is None else tell(args, kwargs, before, result)
            emit(before, after, sample)
        except Exception as error:
            trouble.tell(where, error)
        return result

    return pure


def _drawing(torch: Any, func: Any) -> Handler:
    op = torch_deterministic.computing(func, draws=True)
    emit = emitter_of(func)
    where = func._schema.name
    outputs = torch_writes.outputs_of(where)

    def drawing(args: Any, kwargs: Any) -> Any:
        note = trouble.guarded(where, torch_writes.before_draw, torch, where, args, kwargs)
        before = trouble.guarded(where, inputs, args, kwargs) or 0
        result = op(*args, **kwargs)
        found = trouble.guarded(where, outputs, result)
        if note is not None and found is not None:
            trouble.guarded(where, torch_random.after_draw, note, result)
            # The state is an input: with another one, another output is no wonder.
            trouble.guarded(where, emit, masked(mixed(before, note[4])), *found)
        return result

    return drawing


def _collective(func: Any) -> Handler:
    """Its buffers are unfinished when it returns: whoever waits for them, or reads them later, hashes the bytes."""
    op = func._op
    emit = emitter_of(func)
    where = func._schema.name

    def collective(args: Any, kwargs: Any) -> Any:
        result = op(*args, **kwargs)
        mark(list(args), FOREIGN)
        mark(result, FOREIGN)
        if not thread.exchanging:
            trouble.guarded(where, emit, 0, 0, None)
        return result

    def waited(args: Any, kwargs: Any) -> Any:
        result = op(*args, **kwargs)
        found = trouble.guarded(where, torch_tokens.outputs, result)
        if found is not None:
            trouble.guarded(where, emit, 0, *found)
        return result

    if where == "_c10d_functional::wait_tensor":
        return waited

    return collective


def _skip_dynamo(torch: Any, mode: Any) -> None:
    """Under torch.compile nobody should try to compile the tracer."""
    try:
        from torch._C._dynamo.eval_frame import skip_code
    except ImportError:
        return
    ours = (torch_tokens, torch_derived, torch_exact, torch_writes, torch_op_events, unset_memory, places)
    ours += (torch_deterministic, sys.modules[__name__])
    for module in ours:
        for value in vars(module).values():
            code = getattr(value, "__code__", None)
            if code is not None and places.is_ours(code.co_filename):
                skip_code(code)
    skip_code(mode.__torch_dispatch__.__code__)
