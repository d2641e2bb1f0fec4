"""Notes what an optimizer starts a step with: its state, its settings, at first the parameters (`watch_state`)."""

from __future__ import annotations

import weakref
from typing import Any

from .. import format as fmt
from ..awaited import mixed
from ..hashing import hash_object
from ..record import recorder
from . import torch_train, torch_values

_names: Any = weakref.WeakKeyDictionary()  # optimizer -> its name, by its first step
# What it started from, to be told after its first step: a closure, as trainers have, calls the model in the step, and a
# call is what gives the parameters their names.
_starts: Any = weakref.WeakKeyDictionary()


def before(optimizer: Any, place: int) -> None:
    if optimizer not in _names:
        _names[optimizer] = _free_name(type(optimizer).__name__)
        _starts[optimizer] = [
            (torch_values.held(parameter), torch_values.first_number(parameter))
            for _, parameter in torch_train.parameters(optimizer)
        ]
    name = _names[optimizer]
    state = [optimizer.state.get(parameter, {}) for _, parameter in torch_train.parameters(optimizer)]
    _emit(f"optimizer:{name}", place, _hash(state), None, sum(map(len, state)))
    groups = [{key: value for key, value in group.items() if key != "params"} for group in optimizer.param_groups]
    rate = groups[0].get("lr")
    _emit(f"settings:{name}", place, _hash(groups), None if rate is None else float(rate), 0)


def after(optimizer: Any, place: int) -> None:
    starts = _starts.pop(optimizer, ())
    for (name, _), (held, sample) in zip(torch_train.parameters(optimizer), starts):
        _emit(f"parameter:{name}", place, held, sample, 0)


def _free_name(kind: str) -> str:
    taken = sum(1 for name in _names.values() if name.partition("#")[0] == kind)
    return kind if taken == 0 else f"{kind}#{taken + 1}"


def _emit(name: str, place: int, value: Any, sample: Any, extra: int) -> None:
    recorder.emit(fmt.STATE, recorder.name(name), place, after=value, sample=sample, extra=extra)


def _hash(value: Any) -> Any:
    """By value; the order in which entries came to a dictionary says nothing."""
    if isinstance(value, torch_values.torch.Tensor):
        return torch_values.held(value)
    if isinstance(value, dict):
        return mixed(*[mixed(hash_object(key), _hash(value[key])) for key in sorted(value, key=str)])
    if isinstance(value, (list, tuple)):
        return mixed(*map(_hash, value))
    return hash_object(value)
