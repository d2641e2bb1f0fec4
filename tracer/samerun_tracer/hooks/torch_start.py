"""Hooks torch, right after the script has imported it."""

from __future__ import annotations

from typing import Any

from .. import settings, trouble
from . import torch_data, torch_files, torch_generator, torch_random, torch_train, torch_values


def patch(torch: Any) -> None:
    torch_values.begin(torch)
    if settings.pins.get("deterministic"):
        torch.use_deterministic_algorithms(True, warn_only=True)
    torch_random.patch_seeds(torch)
    torch_generator.patch(torch)
    torch_data.patch(torch)
    torch_files.patch(torch)
    identify = torch_values.content
    if settings.level == "ops":
        from . import torch_ops, torch_update

        if torch_ops.possible(torch):
            identify = torch_ops.begin(torch)
            torch_train.after_step.append(torch_ops.step_done)
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
    torch_train.patch(torch, identify)
