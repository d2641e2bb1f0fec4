"""Notes the scalars that a script logs: TensorBoard, wandb, Lightning, Fabric, HF Trainer, accelerate, MLflow."""

from __future__ import annotations

import functools
import re
import sys
from types import ModuleType
from typing import Any, Callable, Iterator, Optional

from .. import format as fmt
from .. import places, trouble
from ..hashing import hash_object
from ..record import recorder, thread

# What tells how fast the machine is differs in every run and is nobody's result.
_OF_TIME = re.compile(
    r"(?i)(?:^|[^a-z0-9])(?:(?:wall)?time|runtime|timestamp|elapsed|duration|throughput|[sfi]ps|seconds?|secs?|per_sec\w*|"
    r"memory|mem|flops|mfu)(?:[^a-z0-9]|$)"
)

Pairs = Iterator[tuple[str, Any]]


def _named(first: str, second: str) -> Callable[..., Pairs]:
    def pairs(arguments: tuple[Any, ...], options: dict[str, Any]) -> Pairs:
        values = dict(zip((first, second), arguments), **options)
        yield str(values.get(first)), values.get(second)

    return pairs


def _mapping(key: str, prefix: Optional[str] = None) -> Callable[..., Pairs]:
    def pairs(arguments: tuple[Any, ...], options: dict[str, Any]) -> Pairs:
        values = dict(zip((prefix, key) if prefix else (key,), arguments), **options)
        before = f"{values[prefix]}/" if prefix else ""
        found = values.get(key)
        for name, value in found.items() if isinstance(found, dict) else ():
            yield f"{before}{name}", value

    return pairs


_WRITER = {
    "SummaryWriter.add_scalar": _named("tag", "scalar_value"),
    "SummaryWriter.add_scalars": _mapping("tag_scalar_dict", "main_tag"),
}
_LIGHTNING = {"LightningModule.log": _named("name", "value")}
LOGGERS: dict[str, dict[str, Callable[..., Pairs]]] = {
    "torch.utils.tensorboard.writer": _WRITER,
    "tensorboardX.writer": _WRITER,
    "wandb.sdk.wandb_run": {"Run.log": _mapping("data")},
    "lightning.pytorch.core.module": _LIGHTNING,
    "pytorch_lightning.core.module": _LIGHTNING,
    "lightning.fabric.fabric": {"Fabric.log": _named("name", "value")},
    "transformers.trainer": {"Trainer.log": _mapping("logs")},
    "accelerate.accelerator": {"Accelerator.log": _mapping("values")},
    "mlflow.tracking.fluent": {"log_metric": _named("key", "value"), "log_metrics": _mapping("metrics")},
}


def patch(module: ModuleType) -> None:
    for path, pairs in LOGGERS[module.__name__].items():
        owner, _, name = path.rpartition(".")
        holder = getattr(module, owner) if owner else module
        if hasattr(holder, name):
            setattr(holder, name, _log(getattr(holder, name), pairs, bool(owner)))


def _log(original: Callable[..., Any], pairs: Callable[..., Pairs], method: bool) -> Callable[..., Any]:
    @functools.wraps(original)
    def log(*arguments: Any, **options: Any) -> Any:
        # Before the call: a logger may change the dictionary, and one logger may hand on to another.
        if not (thread.busy or thread.logging or recorder.closed):
            given = pairs(arguments[1:] if method else arguments, options)
            trouble.guarded("metrics", _note_all, given, sys._getframe().f_back)
        outer, thread.logging = thread.logging, True
        try:
            return original(*arguments, **options)
        finally:
            thread.logging = outer

    return log


def _note_all(pairs: Pairs, frame: Any) -> None:
    place = places.place_of(frame)
    for name, value in pairs:
        note(name, value, place)


def note(name: str, value: Any, place: int) -> None:
    """One scalar; what is no number, or tells of the clock, is left out."""
    if _OF_TIME.search(name):
        return
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(value, torch.Tensor):
        if value.numel() != 1:
            return
        from . import torch_values

        hashed, sample = torch_values.held(value), torch_values.first_number(value)
    else:
        number = _number(value)
        if number is None:
            return
        hashed, sample = hash_object(number), number
    recorder.emit(fmt.METRIC, recorder.name(name), place, after=hashed, sample=sample, flags=fmt.SCALAR)


def _number(value: Any) -> Optional[float]:
    if type(value) in (int, float, bool):
        return float(value)
    # numpy's, JAX's and TensorFlow's scalars
    if getattr(value, "shape", None) == () and hasattr(value, "__float__"):
        return float(value)
    return None
