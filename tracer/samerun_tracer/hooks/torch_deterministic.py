"""Makes torch compute the same each time, as far as it can: interventions on its algorithms, and on single lines."""

from __future__ import annotations

import sys
from typing import Any, Callable, Sequence

from .. import settings
from ..record import recorder
from . import torch_op_events, torch_values

# With warnings only these stay as they are: they have another form, and take it where anything else is an error.
_STRICT = {
    f"aten::{name}"
    for name in (
        "_scaled_dot_product_efficient_attention_backward",
        "_scaled_dot_product_flash_attention_backward",
        "_scaled_dot_product_cudnn_attention_backward",
        "_efficient_attention_backward",
        "_flash_attention_backward",
        "_cudnn_attention_backward",
    )
}


_set_algorithms: Callable[..., None]


def begin(torch: Any) -> None:
    """Deterministic algorithms and no autotuner, whatever the script sets afterwards; what has no such form warns."""
    global _set_algorithms
    torch.use_deterministic_algorithms(True, warn_only=True)
    torch.backends.cudnn.benchmark = False
    _set_algorithms = torch._C._set_deterministic_algorithms
    torch._C._set_deterministic_algorithms = _leave_on
    torch._C._set_cudnn_benchmark = _keep
    benchmark = vars(type(torch.backends.cudnn)).get("benchmark")
    if hasattr(benchmark, "setter"):
        benchmark.setter = _keep


def _leave_on(mode: bool, *, warn_only: bool = False) -> None:
    """A script may ask for more than warnings, as it does without a tracer, but not for less than these."""
    if mode:
        _set_algorithms(True, warn_only=warn_only)


def _keep(_: Any) -> None:
    """What the intervention has set stays."""


def computing(func: Any, draws: bool, written: Sequence[int] = ()) -> Callable[..., Any]:
    """How an op is computed that writes to these of its arguments: as it is, or as an intervention wants it."""
    lines = settings.pins.get("on_cpu")
    if lines and not draws:  # the processor's generator is another one
        return _on_cpu(func, written, {(file, row) for file, row in lines})
    if settings.pins.get("deterministic") and func._schema.name in _STRICT:
        return _strictly(func)
    op: Callable[..., Any] = func._op
    return op


def _strictly(func: Any) -> Callable[..., Any]:
    op = func._op
    asks_for_warnings = torch_values.torch._C._get_deterministic_algorithms_warn_only

    def strictly(*args: Any, **kwargs: Any) -> Any:
        warns = asks_for_warnings()
        _set_algorithms(True, warn_only=False)
        try:
            return op(*args, **kwargs)
        finally:
            _set_algorithms(True, warn_only=warns)

    return strictly


def _on_cpu(func: Any, written: Sequence[int], lines: set[tuple[str, int]]) -> Callable[..., Any]:
    """At these lines, and in their backward pass, the processor computes what a device would."""
    op = func._op
    names = [argument.name for argument in func._schema.arguments]

    def on_cpu(*args: Any, **kwargs: Any) -> Any:
        place = torch_op_events.place_now(sys._getframe(1))
        if not place or recorder.places[place - 1][:2] not in lines or "device" in kwargs:
            return op(*args, **kwargs)
        there: dict[int, Any] = {}  # what a device holds, by its copy on the processor
        moved = [_moved(value, there) for value in args]
        options = {key: _moved(value, there) for key, value in kwargs.items()}
        try:
            result = op(*moved, **options)
        except NotImplementedError:
            return op(*args, **kwargs)
        for i in written:
            value = moved[i] if i < len(moved) else options.get(names[i])
            for copy in value if isinstance(value, (list, tuple)) else (value,):
                if id(copy) in there:
                    there[id(copy)].copy_(copy)
        device = next((value.device for value in there.values()), None)
        return result if device is None else _back(result, there, device)

    return on_cpu


def _moved(value: Any, there: dict[int, Any]) -> Any:
    if isinstance(value, (list, tuple)):
        return [_moved(item, there) for item in value]
    if not isinstance(value, torch_values.torch.Tensor) or value.is_cpu:
        return value
    copy = value.cpu()
    there[id(copy)] = value
    return copy


def _back(result: Any, there: dict[int, Any], device: Any) -> Any:
    if isinstance(result, (list, tuple)):
        return type(result)(_back(item, there, device) for item in result)
    if id(result) in there:
        return there[id(result)]
    return result.to(device) if isinstance(result, torch_values.torch.Tensor) else result
