"""Notes a step of one of torch's own optimizers as one op: what it read, what it wrote, and no op in between.

All of its ops are at the one line that calls `step`, and are most of all ops of a training step.
"""

from __future__ import annotations

import weakref
from itertools import chain
from typing import Any, Callable, NamedTuple, Optional

from .. import settings
from ..awaited import masked, mixed
from ..record import recorder, thread
from . import torch_derived, torch_op_events, torch_tokens, torch_values

# Each element that these write follows from the same element of what they read.
_ELEMENTWISE = set("SGD Adam AdamW NAdam RAdam Adamax Adagrad Adadelta RMSprop ASGD Rprop".split())
# Steps of an optimizer from one at which all that it wrote is told by its bytes to the next: there a difference
# that rounding has ended ends for the trace too.
_BYTES_EVERY = 16

_emitters: dict[str, Callable[[Any, Any, Any], None]] = {}
_steps: weakref.WeakKeyDictionary[Any, int] = weakref.WeakKeyDictionary()


class Update(NamedTuple):
    """What a step read: in all, and for each parameter."""

    before: Any
    parameters: list[Any]
    reads: list[Any]
    faithful: list[bool]


def begin(optimizer: Any) -> None:
    """Before the step, when nothing but torch's own code runs until `end`; else each op is noted as elsewhere."""
    torch = torch_values.torch
    if thread.busy or thread.region or recorder.closed or not _is_torchs_own(torch, optimizer):
        return
    parameters, options = _parts(torch, optimizer)
    common = torch_tokens.inputs(options, {})
    reads = []
    for parameter in parameters:
        parts = [parameter, parameter.grad, *_state_of(torch, optimizer, parameter)]
        reads.append(mixed(common, torch_tokens.inputs(parts, {})))
    faithful = [_is_faithful(parameter) and _is_faithful(parameter.grad) for parameter in parameters]
    thread.update = Update(masked(mixed(*reads)), parameters, reads, faithful)
    # Other modes are the script's own, and their ops stay theirs to see.
    if torch._C._len_torch_dispatch_stack() == 1:
        thread.update_guard = torch._C._DisableTorchDispatch()
    else:
        thread.region = True


def end(optimizer: Any) -> None:
    update: Optional[Update] = thread.update
    if update is None:
        return
    abandon()
    # Some write to the gradients too.
    torch_tokens.mark([parameter.grad for parameter in update.parameters], torch_tokens.FOREIGN)
    kind = type(optimizer).__name__
    count = _steps.get(optimizer, 0)
    _steps[optimizer] = count + 1
    if kind in _ELEMENTWISE and count % _BYTES_EVERY and not settings.pins.get("watch_state"):
        after, sample = _told(optimizer, update)
    else:
        state = [_state_of(torch_values.torch, optimizer, parameter) for parameter in update.parameters]
        after, sample = torch_tokens.outputs([*update.parameters, *chain(*state)])
    name = f"torch.optim::{kind}"
    emit = _emitters.get(name)
    if emit is None:
        emit = _emitters[name] = torch_op_events.emitter(name)
    emit(update.before, after, sample)


def _told(optimizer: Any, update: Update) -> tuple[Any, Any]:
    """Tokens for what an elementwise step wrote, by what it read for the same parameter."""
    found, sample = [], None
    for parameter, read, faithful in zip(update.parameters, update.reads, update.faithful):
        hashed, number = torch_derived.derive(parameter, 0, read, faithful)
        found.append(hashed)
        sample = number if sample is None else sample
        for i, value in enumerate(_state_of(torch_values.torch, optimizer, parameter)):
            torch_derived.derive(value, i + 1, read)
    return mixed(*found), sample


def _is_faithful(tensor: Any) -> bool:
    try:
        return torch_derived.is_faithful(getattr(tensor.untyped_storage(), "_samerun", None))
    except (RuntimeError, NotImplementedError):
        return False  # a layout without one storage


def abandon() -> None:
    """Ops are noted again: after the step, or where one that failed was never ended."""
    if thread.update is not None:
        thread.update = thread.update_guard = None
        thread.region = False
        thread.optimizer_place = 0


def _is_torchs_own(torch: Any, optimizer: Any) -> bool:
    kind = type(optimizer)
    plain = torch_values.plain_types()
    return (
        kind.__module__.startswith("torch.optim.")
        and not optimizer._optimizer_step_pre_hooks
        and not optimizer._optimizer_step_post_hooks
        and all(type(parameter) in plain for group in optimizer.param_groups for parameter in group["params"])
    )


def _parts(torch: Any, optimizer: Any) -> tuple[list[Any], list[Any]]:
    """Parameters that have a gradient, and everything else that the step depends on but tensors of state."""
    parameters: list[Any] = []
    options: list[Any] = []
    for group in optimizer.param_groups:
        own = [parameter for parameter in group["params"] if parameter.grad is not None]
        parameters += own
        options += [value for key, value in group.items() if key != "params"]
        for parameter in own:
            kept = optimizer.state.get(parameter)
            if kept:
                options += [value for value in kept.values() if not isinstance(value, torch.Tensor)]
    return parameters, options


def _state_of(torch: Any, optimizer: Any, parameter: Any) -> list[Any]:
    """The tensors that it keeps for a parameter."""
    # Not by subscript: that would make an entry.
    kept = optimizer.state.get(parameter)
    return [value for value in kept.values() if isinstance(value, torch.Tensor)] if kept else []
