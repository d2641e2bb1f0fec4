"""Looks away while an older torch compiles: what it tries on tensors without content is none of the script's."""

from __future__ import annotations

from typing import Any

from ..record import thread


def patch(module: Any) -> None:
    """`module` holds what is called as a compilation starts and ends; a newer torch sets the modes aside itself."""
    from torch.utils._python_dispatch import TorchDispatchMode

    if hasattr(TorchDispatchMode, "ignore_compile_internals"):
        return
    handler = getattr(module, "callback_handler", None)
    if handler is not None:
        handler.register_start_callback(lambda *_: _look(away=True))
        handler.register_end_callback(lambda *_: _look(away=False))


def _look(away: bool) -> None:
    thread.busy = away
