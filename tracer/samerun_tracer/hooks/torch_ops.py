"""Notes every torch op with hashes of what it reads and writes, at its line; a backward op at its forward line."""

from __future__ import annotations

import sys
from typing import Any, Callable

from .. import format as fmt
from .. import places, trouble
from ..hashing import MASK
from ..record import FLUSH_WORDS, recorder, thread
from . import threads, torch_random, torch_tokens, unset_memory
from .torch_tokens import FOREIGN, SCRATCH, UNWRITTEN, inputs, mark

Handler = Callable[[Any, Any], Any]

# Their first argument is written, not read: hashing it would hash memory that nobody has set.
_WRITE_ONLY = set("fill_ zero_ copy_ _foreach_zero_ _foreach_copy_ resize_ set_data random_ normal_ uniform_".split())
# Running statistics that these write though their schema does not say so.
_UNDECLARED = dict.fromkeys("native_batch_norm cudnn_batch_norm miopen_batch_norm".split(), (3, 4))
_SILENT = set("_local_scalar_dense is_same_size set_ detach lift_fresh record_stream is_pinned".split())
# Outputs that hold a kernel's work space, parts of which are never written.
_SCRATCH = {
    "mkldnn_rnn_layer": (3,),
    "_cudnn_rnn": (3,),
    "miopen_rnn": (3,),
    "cudnn_batch_norm": (3,),
    "_batch_norm_with_update": (3,),
    "_scaled_dot_product_flash_attention": (7, 8),
    "_scaled_dot_product_cudnn_attention": (7, 8),
    "_flash_attention_forward": (3, 4),
}

forward_places: dict[int, int] = {}  # autograd sequence number -> place of the op that made the node
_keep: list[Any] = []
_sequence: Callable[[], int]
_node: Callable[[], Any]


def possible(torch: Any) -> bool:
    return (
        hasattr(torch._C, "_current_autograd_node")
        and hasattr(torch.autograd, "_get_sequence_nr")
        and hasattr(torch.Tensor, "untyped_storage")
        and torch_tokens.persistent(torch)
    )


def begin(torch: Any) -> Callable[[Any], int]:
    """Enters the mode for good; returns how tensors are identified from now on."""
    global _sequence, _node
    from torch.utils._python_dispatch import TorchDispatchMode

    _sequence, _node = torch.autograd._get_sequence_nr, torch._C._current_autograd_node
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
    return torch_tokens.identify


def step_done(_optimizer: Any, _place: int) -> None:
    """Graphs seldom outlive a step; what outlives one keeps the line of its `backward`."""
    forward_places.clear()


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
    if any(r.alias_info is not None and not r.alias_info.is_write for r in schema.returns):
        return _view(func)
    if "empty" in name and not written:
        return _empty(func)
    if name == "resize_":
        return _resizing(func)
    draws = torch.Tag.nondeterministic_seeded in func.tags and schema.name not in torch_random.NO_DRAW
    written += _UNDECLARED.get(name, ())
    if written:
        return _writing(torch, func, written, draws)
    return _drawing(torch, func) if draws else _pure(func)


def _view(func: Any) -> Handler:
    """No new bytes, but its backward belongs to this line."""
    op = func._op
    frame, place_of = sys._getframe, places.place_of

    def view(args: Any, kwargs: Any) -> Any:
        if args and getattr(args[0], "requires_grad", False) and _node() is None:
            number = _sequence() - 1
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


def _pure(func: Any) -> Handler:
    """The common case, kept short: it runs hundreds of times a step."""
    op = func._op
    emit = _emitter(func)
    where = func._schema.name
    outputs = _outputs_of(where)

    def pure(args: Any, kwargs: Any) -> Any:
        try:
            before = inputs(args, kwargs)
        except Exception as error:
            trouble.tell(where, error)
            before = 0
        result = op(*args, **kwargs)
        try:
            after, sample = outputs(result)
            emit(before, after, sample)
        except Exception as error:
            trouble.tell(where, error)
        return result

    return pure


def _drawing(torch: Any, func: Any) -> Handler:
    op = func._op
    emit = _emitter(func)
    where = func._schema.name
    outputs = _outputs_of(where)

    def drawing(args: Any, kwargs: Any) -> Any:
        note = trouble.guarded(where, _before_draw, torch, where, args, kwargs)
        before = trouble.guarded(where, inputs, args, kwargs) or 0
        result = op(*args, **kwargs)
        found = trouble.guarded(where, outputs, result)
        if note is not None and found is not None:
            trouble.guarded(where, torch_random.after_draw, note, result)
            # The state is an input: with another one, another output is no wonder.
            trouble.guarded(where, emit, hash((before, note[4])) & MASK, *found)
        return result

    return drawing


def _outputs_of(where: str) -> Callable[[Any], Any]:
    scratch = _SCRATCH.get(where.partition("::")[2])
    if scratch is None:
        return torch_tokens.outputs

    def without_scratch(result: Any) -> Any:
        for i in scratch:
            mark(result[i], SCRATCH)
        return torch_tokens.outputs([value for i, value in enumerate(result) if i not in scratch])

    return without_scratch


def _before_draw(torch: Any, name: str, args: Any, kwargs: Any) -> Any:
    return torch_random.before_draw(torch, name, args, kwargs, sys._getframe(), thread.optimizer_place)


def _writing(torch: Any, func: Any, written: list[int], draws: bool) -> Handler:
    """In-place and `out=` ops: what they wrote is read back from their arguments."""
    op = func._op
    emit = _emitter(func)
    schema = func._schema
    where, name = schema.name, schema.name.partition("::")[2]
    arguments = schema.arguments
    unread = {i for i in written if name in _WRITE_ONLY or arguments[i].kwarg_only or (draws and i == 0)}
    unread_names = {arguments[i].name for i in unread}
    returned = name in _UNDECLARED or any(r.alias_info is None for r in schema.returns)
    outputs = _outputs_of(where)

    def read(args: Any, kwargs: Any) -> int:
        if unread:
            args = [value for i, value in enumerate(args) if i not in unread]
            kwargs = {key: value for key, value in kwargs.items() if key not in unread_names}
        return inputs(args, kwargs)

    def wrote(args: Any, kwargs: Any, result: Any) -> Any:
        targets = []
        for i in written:
            value = args[i] if i < len(args) and not arguments[i].kwarg_only else kwargs.get(arguments[i].name)
            if value is not None:
                targets.append(value)
        hashed, sample = torch_tokens.outputs(targets[0] if len(targets) == 1 else targets)
        if returned or targets == []:
            more, sample = outputs(result)
            hashed = hash((hashed, more))
        return hashed, sample

    def writing(args: Any, kwargs: Any) -> Any:
        note = trouble.guarded(where, _before_draw, torch, where, args, kwargs) if draws else None
        try:
            before = read(args, kwargs)
        except Exception as error:
            trouble.tell(where, error)
            before = 0
        result = op(*args, **kwargs)
        try:
            after, sample = wrote(args, kwargs, result)
            if note is not None:
                torch_random.after_draw(note, args[0] if args else result)
                before = hash((before, note[4])) & MASK
            emit(before, after, sample)
        except Exception as error:
            trouble.tell(where, error)
        return result

    return writing


def _collective(func: Any) -> Handler:
    """Its buffers are unfinished when it returns: whoever waits for them, or reads them later, hashes the bytes."""
    op = func._op
    emit = _emitter(func)
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


def _emitter(func: Any) -> Callable[[int, int, Any], None]:
    schema = func._schema
    return emitter(schema.name + (f".{schema.overload_name}" if schema.overload_name else ""))


def emitter(name: str) -> Callable[[int, int, Any], None]:
    """A function that writes the event of an op of this name: hashes of what it read and gave, and a sample."""
    number = recorder.name(name)
    forward = fmt.OP | number << 32
    backward = forward | fmt.BACKWARD << 8
    sampled = fmt.SAMPLED << 8
    buffer, state, frame, place_of = recorder.buffer, thread, sys._getframe, places.place_of

    def emit(before: int, after: int, sample: Any) -> None:
        word = forward
        place = state.optimizer_place
        if not place:
            node = _node()
            if node is not None:
                word = backward
                place = forward_places.get(node._sequence_nr()) or state.backward_place or place_of(frame(1))
            else:
                place = place_of(frame(1))
                # Set once: a later op without a gradient sees the same latest number.
                forward_places.setdefault(_sequence() - 1, place)
        if sample is None:
            sample = 0.0
        else:
            word |= sampled
        buffer.extend((word | state.word, place | recorder.step_word, before, after & MASK, sample, 0))
        if len(buffer) >= FLUSH_WORDS:
            recorder.flush()

    return emit


def _skip_dynamo(torch: Any, mode: Any) -> None:
    """Under torch.compile nobody should try to compile the tracer."""
    try:
        from torch._C._dynamo.eval_frame import skip_code
    except ImportError:
        return
    for module in (torch_tokens, unset_memory, places, sys.modules[__name__]):
        for value in vars(module).values():
            code = getattr(value, "__code__", None)
            if code is not None and places.is_ours(code.co_filename):
                skip_code(code)
    skip_code(mode.__torch_dispatch__.__code__)
