"""Measures what the flags for determinism cost: the steps of one run are made with and without them by turns.

By turns, so that a machine that is busy for a while makes every way slower, and not only one.
"""

from __future__ import annotations

from time import perf_counter
from typing import Any

from .. import ends, settings, step_times, trouble
from . import torch_files, torch_train

torch: Any = None
_flags: list[dict[str, bool]] = []  # one a way; the first way is the script as it is
_WITH = {"algorithms": True, "deterministic": True, "benchmark": False}
_WITHOUT = {"algorithms": False, "deterministic": False, "benchmark": True}
_started = 0.0


def patch(module: Any) -> None:
    global torch
    torch = module
    torch_files.patch(module)
    torch_train.patch_optimizers(_before, _after)


def _before(optimizer: Any, arguments: Any, options: Any) -> None:
    """The end of a step is what counts."""


def _after(optimizer: Any, arguments: Any, options: Any) -> None:
    done = trouble.guarded("cost", _turn, optimizer)
    # Not guarded: the end is an exception that must reach the script.
    ends.step_done(bool(done))


def _turn(optimizer: Any) -> bool:
    """Whether enough has been measured."""
    global _started
    _wait()
    if not step_times.note(optimizer):
        return False
    if not _flags:
        # The first step also builds what later ones use; nothing before it counts.
        _started = perf_counter()
        _find_ways()
    count = len(step_times.seconds)
    if count > len(step_times.ways):
        step_times.ways.append((count - 1) % len(_flags))
    _set(_flags[count % len(_flags)])
    plan = settings.measure or {}
    rounds = count // len(_flags)
    enough = rounds >= plan.get("rounds", 0)
    late = rounds >= plan.get("least", 0) and perf_counter() - _started > plan.get("seconds", 0)
    step_times.restart()
    return enough or late


def _find_ways() -> None:
    """As the script left the flags, with all of them, without any of them: each that is a way of its own here."""
    _flags.append(_now())
    step_times.names.append("as-is")
    if not (settings.measure or {}).get("flags"):
        return
    for name, flags in (("with-flags", _WITH), ("without-flags", _WITHOUT)):
        if all(_effect(flags) != _effect(other) for other in _flags):
            _flags.append(flags)
            step_times.names.append(name)


def _effect(flags: dict[str, bool]) -> tuple[bool, ...]:
    """cuDNN has nothing to say where no GPU is in use."""
    return tuple(flags.values()) if torch.cuda.is_initialized() else (flags["algorithms"],)


def _now() -> dict[str, bool]:
    cudnn = torch.backends.cudnn
    algorithms = torch.are_deterministic_algorithms_enabled()
    return {"algorithms": algorithms, "deterministic": cudnn.deterministic, "benchmark": cudnn.benchmark}


def _set(flags: dict[str, bool]) -> None:
    if torch.are_deterministic_algorithms_enabled() != flags["algorithms"]:
        torch.use_deterministic_algorithms(flags["algorithms"], warn_only=True)
    torch.backends.cudnn.deterministic = flags["deterministic"]
    torch.backends.cudnn.benchmark = flags["benchmark"]


def _wait() -> None:
    if torch.cuda.is_initialized():
        torch.cuda.synchronize()
