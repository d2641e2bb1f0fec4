"""Notes a step of one of torch's own optimizers as one op: what it read, what it wrote, and no op in between.

All of its ops are at the one line that calls `step`, and are most of all ops of a training step.
"""

from __future__ import annotations

from typing import Any, Callable, Iterator

from .. import settings
from ..record import recorder, thread
from . import torch_op_events, torch_tokens, torch_values

# Each element of what these keep follows from the same element of what they read; the parameters tell if it did not.
_ELEMENTWISE = set("SGD Adam AdamW NAdam RAdam Adamax Adagrad Adadelta RMSprop ASGD Rprop".split())

_emitters: dict[str, Callable[[Any, Any, Any], None]] = {}


def begin(optimizer: Any) -> None:
    """Before the step, when nothing but torch's own code runs until `end`; else each op is noted as elsewhere."""
    torch = torch_values.torch
    if thread.busy or thread.region or recorder.closed or not _is_torchs_own(torch, optimizer):
        return
    parameters, state, settings = _parts(torch, optimizer)
    gradients = [parameter.grad for parameter in parameters]
    thread.update = (torch_tokens.inputs([*parameters, *gradients, *state, *settings], {}), parameters, gradients)
    # Other modes are the script's own, and their ops stay theirs to see.
    if torch._C._len_torch_dispatch_stack() == 1:
        thread.update_guard = torch._C._DisableTorchDispatch()
    else:
        thread.region = True


def end(optimizer: Any) -> None:
    update = thread.update
    if update is None:
        return
    abandon()
    before, parameters, gradients = update
    # Some write to the gradients too.
    torch_tokens.mark(gradients, torch_tokens.FOREIGN)
    _, state, _ = _parts(torch_values.torch, optimizer)
    kind = type(optimizer).__name__
    if kind in _ELEMENTWISE and not settings.pins.get("watch_state"):
        after, sample = torch_tokens.outputs(parameters)
        for i, value in enumerate(state):
            torch_tokens.derive(value, i, before)
    else:
        after, sample = torch_tokens.outputs([*parameters, *state])
    name = f"torch.optim::{kind}"
    emit = _emitters.get(name)
    if emit is None:
        emit = _emitters[name] = torch_op_events.emitter(name)
    emit(before, after, sample)


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


def _parts(torch: Any, optimizer: Any) -> tuple[list[Any], list[Any], list[Any]]:
    """Parameters that have a gradient, their tensors of state, and everything else that the step depends on."""
    parameters: list[Any] = []
    state: list[Any] = []
    settings: list[Any] = []
    for group in optimizer.param_groups:
        parameters += [parameter for parameter in group["params"] if parameter.grad is not None]
        settings += [value for key, value in group.items() if key != "params"]
    for value in _state_of(optimizer, parameters):
        (state if isinstance(value, torch.Tensor) else settings).append(value)
    return parameters, state, settings


def _state_of(optimizer: Any, parameters: list[Any]) -> Iterator[Any]:
    for parameter in parameters:
        # Not by subscript: that would make an entry.
        yield from optimizer.state.get(parameter, {}).values()
