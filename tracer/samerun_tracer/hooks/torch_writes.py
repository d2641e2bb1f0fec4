"""What ops wrote: in place, by `out=`, and without saying so; and what of their results nobody has written."""

from __future__ import annotations

import sys
from typing import Any, Callable, Optional

from .. import trouble
from ..awaited import masked, mixed
from ..record import thread
from . import torch_deterministic, torch_exact, torch_op_events, torch_random, torch_tokens
from .torch_tokens import SCRATCH, inputs, mark

# Their first argument is written, not read: hashing it would hash memory that nobody has set.
_WRITE_ONLY = set("fill_ zero_ copy_ _foreach_zero_ _foreach_copy_ resize_ set_data random_ normal_ uniform_".split())
# Running statistics that these write though their schema does not say so.
UNDECLARED = dict.fromkeys("native_batch_norm cudnn_batch_norm miopen_batch_norm".split(), (3, 4))
# Outputs that hold a kernel's work space, parts of which are never written.
_SCRATCH = {
    "mkldnn_rnn_layer": (3,),
    "_cudnn_rnn": (3,),
    "miopen_rnn": (3,),
    "cudnn_batch_norm": (3,),
    "_batch_norm_with_update": (3,),
    # The state of the generator, of no account without dropout, and sums in lines that are wider than the sequence.
    "_scaled_dot_product_efficient_attention": (1, 2, 3),
    "_scaled_dot_product_flash_attention": (6, 7, 8),
    "_scaled_dot_product_cudnn_attention": (6, 7, 8),
    "_efficient_attention_forward": (1, 2, 3),
    "_flash_attention_forward": (2, 3, 4),
    "_cudnn_attention_forward": (6, 7, 8),
}


def outputs_of(where: str) -> Callable[[Any], Any]:
    kept = _kept(where)
    return torch_tokens.outputs if kept is None else lambda result: torch_tokens.outputs(kept(result))


def _kept(where: str) -> Optional[Callable[[Any], Any]]:
    """What leaves out the work space of a kernel that gives some along with its results."""
    scratch = _SCRATCH.get(where.partition("::")[2])
    if scratch is None:
        return None

    def kept(result: Any) -> Any:
        for i in scratch:
            mark(result[i], SCRATCH)
        return [value for i, value in enumerate(result) if i not in scratch]

    return kept


def before_draw(torch: Any, name: str, args: Any, kwargs: Any) -> Any:
    return torch_random.before_draw(torch, name, args, kwargs, sys._getframe(), thread.optimizer_place)


def handler(
    torch: Any, func: Any, written: list[int], draws: bool, tell: Optional[torch_exact.Tell] = None
) -> Callable[[Any, Any], Any]:
    """In-place and `out=` ops: what they wrote is read back from their arguments."""
    op = torch_deterministic.computing(func, draws, written)
    emit = torch_op_events.emitter_of(func)
    schema = func._schema
    where, name = schema.name, schema.name.partition("::")[2]
    arguments = schema.arguments
    unread = {i for i in written if name in _WRITE_ONLY or arguments[i].kwarg_only or (draws and i == 0)}
    unread_names = {arguments[i].name for i in unread}
    returned = name in UNDECLARED or any(r.alias_info is None for r in schema.returns)
    kept = _kept(where)

    def read(args: Any, kwargs: Any) -> Any:
        if unread:
            args = [value for i, value in enumerate(args) if i not in unread]
            kwargs = {key: value for key, value in kwargs.items() if key not in unread_names}
        return inputs(args, kwargs)

    def wrote(args: Any, kwargs: Any, before: Any, result: Any) -> Any:
        targets = []
        for i in written:
            value = args[i] if i < len(args) and not arguments[i].kwarg_only else kwargs.get(arguments[i].name)
            if value is not None:
                targets.append(value)
        given = result if kept is None else kept(result)
        if tell is not None:
            after, sample = tell(args, kwargs, before, given)
            return (mixed(after, torch_tokens.outputs(targets)[0]) if returned and targets else after), sample
        if returned or not targets:
            targets.insert(0, given)
        return torch_tokens.outputs(targets[0] if len(targets) == 1 else targets)

    def writing(args: Any, kwargs: Any) -> Any:
        note = trouble.guarded(where, before_draw, torch, where, args, kwargs) if draws else None
        try:
            before = read(args, kwargs)
        except Exception as error:
            trouble.tell(where, error)
            before = 0
        result = op(*args, **kwargs)
        try:
            after, sample = wrote(args, kwargs, before, result)
            if note is not None:
                torch_random.after_draw(note, args[0] if args else result)
                before = masked(mixed(before, note[4]))
            emit(before, after, sample)
        except Exception as error:
            trouble.tell(where, error)
        return result

    return writing
