"""Notes what `fit` of a Keras model does, with any backend: its logs, its steps, and the weights that it ends with."""

from __future__ import annotations

import functools
import sys
from typing import Any, Callable, Iterator

from .. import ends, places, settings, trouble
from .. import format as fmt
from ..record import recorder, thread
from . import arrays, metrics


def patch(module: Any) -> None:
    """Any module that holds the list of callbacks, which every loop of Keras calls, and which is public."""
    kind = getattr(module, "CallbackList", None)
    if kind is None or "_samerun" in vars(kind):
        return
    kind._samerun = True
    kind.on_train_batch_end = _batch(kind.on_train_batch_end)
    kind.on_epoch_end = _after(kind.on_epoch_end, lambda self, epoch, logs: _note_logs(logs, "epoch "))
    kind.on_test_end = _after(kind.on_test_end, lambda self, logs: _note_logs(logs, "test "))
    kind.on_train_end = _after(kind.on_train_end, lambda self, logs: _note_weights(self))


def _batch(original: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(original)
    def on_train_batch_end(self: Any, batch: Any, logs: Any = None) -> None:
        trouble.guarded("keras", _note_step, self, logs)
        original(self, batch, logs)
        # Not guarded: the step limit is an exception that must reach the script.
        if not recorder.closed or settings.steps is not None:
            ends.step_done()

    return on_train_batch_end


def _after(original: Callable[..., None], note: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(original)
    def hooked(self: Any, *arguments: Any, **options: Any) -> None:
        logs = options.get("logs", arguments[-1] if arguments else None)
        trouble.guarded("keras", note, self, *arguments[:-1], logs)
        original(self, *arguments, **options)

    return hooked


def _note_logs(logs: Any, prefix: str = "") -> None:
    place = places.place_of(sys._getframe())
    for name, value in (logs or {}).items():
        metrics.note(f"{prefix}{name}", value, place)


def _note_step(callbacks: Any, logs: Any) -> None:
    if thread.busy:
        return
    _note_logs(logs)
    optimizer = getattr(_model(callbacks), "optimizer", None)
    name = recorder.name(type(optimizer).__name__)
    recorder.emit(fmt.STEP, name, places.place_of(sys._getframe()), after=recorder.step + 1)


def _model(callbacks: Any) -> Any:
    return getattr(callbacks, "_model", None) or getattr(callbacks, "model", None)


def _note_weights(callbacks: Any) -> None:
    arrays.note_parameters(_weights(_model(callbacks)), places.place_of(sys._getframe()))


def _weights(model: Any) -> Iterator[tuple[str, Any]]:
    for weight in model.weights:
        value = weight.value() if callable(getattr(weight, "value", None)) else weight.value
        yield getattr(weight, "path", weight.name), value.detach().cpu() if hasattr(value, "detach") else value
