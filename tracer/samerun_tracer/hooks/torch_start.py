"""Hooks torch, right after the script has imported it."""

from __future__ import annotations

from typing import Any

from .. import settings, trouble
from . import (
    device_graphs,
    torch_data,
    torch_deterministic,
    torch_files,
    torch_generator,
    torch_random,
    torch_train,
    torch_values,
)


def patch(torch: Any) -> None:
    torch_values.begin(torch)
    device_graphs.watch(torch.cuda.CUDAGraph, torch_values.devices)
    if settings.pins.get("deterministic"):
        torch_deterministic.begin(torch)
    torch_random.patch_seeds(torch)
    torch_generator.patch(torch)
    torch_data.patch(torch)
    torch_files.patch(torch)
    identify: Any = torch_values.held
    by_content: Any = torch_values.held
    if settings.level == "ops":
        from . import torch_derived, torch_op_events, torch_ops, torch_tokens, torch_update

        if torch_ops.possible(torch):
            torch_ops.begin(torch)
            identify, by_content = torch_tokens.identify, torch_derived.by_content
            torch_train.after_step.append(torch_op_events.step_done)
            torch_train.around_step = torch_update
        else:
            settings.level = "steps"
            trouble.notice("this torch is too old for level ops: level steps was used")
    if settings.level == "steps":
        torch_random.trace_draws(torch)
    if settings.pins.get("watch_state"):
        from . import torch_state

        torch_train.before_step.append(torch_state.before)
        torch_train.after_step.append(torch_state.after)
    torch_train.patch(torch, identify, by_content)
