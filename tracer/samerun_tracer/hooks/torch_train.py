"""Notes what a training step is made of: module outputs, the loss, gradients, parameters, the optimizer's step."""

from __future__ import annotations

import functools
import sys
import weakref
from typing import Any, Callable, Iterator, Optional

from .. import ends, places, settings, step_times, trouble
from .. import format as fmt
from ..awaited import masked
from ..record import recorder, thread
from . import torch_values

# By identity, with a reference that tells whether it is still the same object: a script's class may define equality.
_names: dict[int, tuple[Any, str]] = {}
_PARALLEL = ("DistributedDataParallel", "DataParallel")
_WRAPPERS = {"_orig_mod", "_fsdp_wrapped_module", "_checkpoint_wrapped_module", "_forward_module"}
before_step: list[Callable[[Any, int], None]] = []
after_step: list[Callable[[Any, int], None]] = []
around_step: Any = None  # at level ops: the module that makes one op of a whole step
_identify: Callable[[Any], Any] = torch_values.held
_by_content: Callable[[Any], Any] = torch_values.held


def patch(torch: Any, identify: Callable[[Any], Any], by_content: Callable[[Any], Any]) -> None:
    global _identify, _by_content
    _identify, _by_content = identify, by_content
    _patch_backward(torch)
    _patch_modules(torch)
    patch_optimizers(_before_step, _after_step)


def _patch_backward(torch: Any) -> None:
    original = torch.autograd.backward

    @functools.wraps(original)
    def backward(tensors: Any, *arguments: Any, **options: Any) -> Any:
        place = trouble.guarded("backward", _note_loss, tensors, sys._getframe().f_back) or 0
        outer, thread.backward_place = thread.backward_place, place
        try:
            return original(tensors, *arguments, **options)
        finally:
            thread.backward_place = outer

    torch.autograd.backward = backward


def _note_loss(tensors: Any, frame: Any) -> int:
    place = places.place_of(frame)
    first = torch_values.first_tensor(tensors)
    if first is not None and not thread.busy:
        recorder.emit(
            fmt.LOSS,
            recorder.name("backward"),
            place,
            after=torch_values.tree(tensors if isinstance(tensors, torch_values.torch.Tensor) else list(tensors)),
            flags=fmt.SCALAR if first.numel() == 1 else 0,
            sample=torch_values.first_number(first),
        )
    return place


# Modules.


def _patch_modules(torch: Any) -> None:
    """By `Module.__call__`: a global hook would send every module down the slow path, and show in tracebacks."""
    kind = torch.nn.Module
    original = kind.__call__
    compiling = getattr(getattr(torch, "compiler", None), "is_compiling", lambda: False)

    @functools.wraps(original)
    def __call__(self: Any, *arguments: Any, **options: Any) -> Any:
        if compiling() or thread.busy or recorder.closed:
            return original(self, *arguments, **options)
        # The first module that is called without a name is the root of a model, and names all below it.
        if _name_of(self) is None:
            trouble.guarded("module names", _name_all, self)
        if thread.optimizer_place:
            _abandon()
        output = original(self, *arguments, **options)
        trouble.guarded("module", _note_output, self, output)
        return output

    train = kind.train

    @functools.wraps(train)
    def traced_train(self: Any, mode: bool = True) -> Any:
        # Trainers call a step of the model, not the model: this is where they hold the whole of it.
        if _name_of(self) is None:
            trouble.guarded("module names", _name_all, self)
        return train(self, mode)

    kind.__call__ = __call__
    kind.train = traced_train


def _name_all(root: Any) -> None:
    """The larger whole, where it comes later, renames its parts."""
    kind = type(root).__name__
    wrappers = _WRAPPERS | {"module"} if kind in _PARALLEL else _WRAPPERS
    for path, part in (*root.named_modules(), *root.named_parameters()):
        # What wraps a model for speed or for several devices is no part of the user's own path.
        name = ".".join(word for word in path.split(".") if word not in wrappers)
        _names[id(part)] = (weakref.ref(part), name or type(part).__name__)


def _name_of(part: Any) -> Optional[str]:
    found = _names.get(id(part))
    return found[1] if found is not None and found[0]() is part else None


def _note_output(module: Any, output: Any) -> None:
    if type(output) is torch_values.torch.Tensor:
        hashed, sample = torch_values.reading(output, _identify)
    else:
        tensor = torch_values.first_tensor(output)
        if tensor is None:
            return
        hashed, sample = torch_values.tree(output, _identify), torch_values.first_number(tensor)
    name = recorder.name(_name_of(module) or type(module).__name__)
    recorder.emit(fmt.MODULE, name, places.place_of(sys._getframe().f_back), after=hashed, sample=sample)


# Optimizers.


def patch_optimizers(before: Callable[[Any, Any, Any], None], after: Callable[[Any, Any, Any], None]) -> None:
    """Both are called with the optimizer, and with the arguments of its step."""
    from torch.optim import optimizer

    if hasattr(optimizer, "register_optimizer_step_pre_hook"):
        optimizer.register_optimizer_step_pre_hook(before)
        optimizer.register_optimizer_step_post_hook(after)
        return
    # Before 2.0 there is one place that all steps pass: the wrapper for the profiler, made for each class once.
    original = optimizer.Optimizer.__init__

    @functools.wraps(original)
    def __init__(self: Any, *arguments: Any, **options: Any) -> None:
        original(self, *arguments, **options)
        kind = type(self)
        if "_samerun_step" not in vars(kind):
            kind._samerun_step = kind.step
            kind.step = _wrapped_step(kind.step, before, after)

    optimizer.Optimizer.__init__ = __init__


def _wrapped_step(original: Any, before: Any, after: Any) -> Any:
    @functools.wraps(original)
    def step(self: Any, *arguments: Any, **options: Any) -> Any:
        before(self, (self, *arguments), options)
        result = original(self, *arguments, **options)
        after(self, (self, *arguments), options)
        return result

    return step


def _before_step(optimizer: Any, arguments: Any, options: Any) -> None:
    _abandon()
    closure = _closure(arguments, options)
    trouble.guarded("optimizer", _note_before, optimizer, closure, sys._getframe().f_back)
    if not closure and around_step is not None:
        trouble.guarded("optimizer", around_step.begin, optimizer)


def _closure(arguments: Any, options: Any) -> bool:
    """The first argument is the optimizer itself."""
    return any(value is not None for value in (*arguments[1:], *options.values()))


def _note_before(optimizer: Any, closure: bool, frame: Any) -> None:
    place = places.place_of(frame)
    for note in before_step:
        note(optimizer, place)
    # A closure runs the script's own code inside of the step, and makes the gradients there.
    if not closure:
        _note_all(fmt.GRADIENT, optimizer, place)
        thread.optimizer_place = place


def _abandon() -> None:
    """A step that failed never came to its end."""
    if around_step is not None:
        around_step.abandon()


def _after_step(optimizer: Any, arguments: Any, options: Any) -> None:
    if around_step is not None:
        trouble.guarded("optimizer", around_step.end, optimizer)
    thread.optimizer_place = 0
    trouble.guarded("optimizer", _note_after, optimizer, _closure(arguments, options), sys._getframe().f_back)
    step_times.note(optimizer)
    # Not guarded: the step limit is an exception that must reach the script.
    if not recorder.closed or settings.steps is not None:
        ends.step_done(step_times.too_slow())


def _note_after(optimizer: Any, closure: bool, frame: Any) -> None:
    place = places.place_of(frame)
    if closure:
        _note_all(fmt.GRADIENT, optimizer, place)
    _note_all(fmt.PARAMETER, optimizer, place)
    for note in after_step:
        note(optimizer, place)
    recorder.emit(fmt.STEP, recorder.name(type(optimizer).__name__), place, after=recorder.step + 1)


def _note_all(kind: int, optimizer: Any, place: int) -> None:
    """All in one: there are hundreds a step."""
    events: list[Any] = []
    head = kind | recorder.ordinal() << 16
    where = place | recorder.step_word
    for name, parameter in parameters(optimizer):
        tensor = parameter.grad if kind == fmt.GRADIENT else parameter
        if tensor is not None:
            hashed, sample = torch_values.reading(tensor, _by_content)
            word = head | recorder.name(name) << 32
            if sample is None:
                sample = 0.0
            else:
                word |= fmt.SAMPLED << 8
            events += (word, where, 0, masked(hashed), sample, 0)
    recorder.add(events)


def parameters(optimizer: Any) -> Iterator[tuple[str, Any]]:
    for i, group in enumerate(optimizer.param_groups):
        for j, parameter in enumerate(group["params"]):
            yield _name_of(parameter) or f"group {i}/{j}", parameter
