"""Follows a process through fork, exec and `os._exit`, so that each trace gets its end."""

from __future__ import annotations

import functools
import os
import sys
from types import ModuleType
from typing import Any, NoReturn

from .. import ends, settings, trouble
from ..record import recorder, thread

_forks = 0


def begin() -> None:
    os.register_at_fork(before=_before_fork, after_in_child=_after_fork)
    original = os._exit

    @functools.wraps(original)
    def _exit(status: int) -> NoReturn:
        # Forked children of multiprocessing end this way as a rule; elsewhere it is an end of its own kind.
        forked = "child" in settings.process or settings.process.startswith("pool")
        trouble.guarded("end", ends.finish, "completed" if status == 0 and forked else "exit")
        original(status)

    os._exit = _exit  # type: ignore[assignment]


def patch_process(module: ModuleType) -> None:
    """`multiprocessing.process`: its children are numbered by who starts them, whichever of them is up first."""
    kind = module.BaseProcess  # type: ignore[attr-defined]
    original = kind._bootstrap

    @functools.wraps(original)
    def _bootstrap(self: Any, *arguments: Any, **options: Any) -> Any:
        trouble.guarded("child", _rename, self)
        return original(self, *arguments, **options)

    kind._bootstrap = _bootstrap


def _rename(process: Any) -> None:
    """Before the first flush, which makes the file. Which process of a pool gets which task is chance."""
    of_pool = getattr(process._target, "__module__", None) in ("multiprocessing.pool", "concurrent.futures.process")
    number = ".".join(str(part) for part in process._identity)
    settings.process = ("pool" if of_pool else "child") + number
    recorder.stem = f"r{settings.rank}.{settings.process}"


def on_exec(arguments: tuple[Any, ...]) -> None:
    """Audit event: `execvp` tries every folder of PATH, and only the try that can succeed is an end."""
    if os.access(arguments[0], os.X_OK):
        sys.stdout.flush()
        ends.finish("exec")


def _before_fork() -> None:
    global _forks
    _forks += 1


def _after_fork() -> None:
    global _forks
    child = f"{settings.process}.{_forks}" if "child" in settings.process else f"child{_forks}"
    settings.process = (
        child if settings.process == "main" or "child" in settings.process else f"{settings.process}.{child}"
    )
    _forks = 0
    recorder.may_be_absent = True
    thread.busy = False
    thread.word = 0
    ends.forked()
    trouble.guarded("fork", recorder.reopen, f"r{settings.rank}.{settings.process}")
