"""Follows a process through fork, exec and `os._exit`, so that each trace gets its end."""

from __future__ import annotations

import functools
import os
import sys
from types import ModuleType
from typing import Any, NoReturn

from .. import ends, settings, trouble
from ..builtin import stand_in
from ..record import recorder, thread
from . import pools

_forks = 0
_children = 0


def begin() -> None:
    os.register_at_fork(before=_before_fork, after_in_child=_after_fork)
    original = os._exit

    @functools.wraps(original)
    def _exit(status: int) -> NoReturn:
        # Forked children of multiprocessing end this way as a rule; elsewhere it is an end of its own kind.
        forked = "child" in settings.process or settings.process.startswith("pool")
        trouble.guarded("end", ends.finish, "completed" if status == 0 and forked else "exit")
        original(status)

    os._exit = stand_in(original, _exit)


def patch_process(module: ModuleType) -> None:
    """`multiprocessing.process`: its children are numbered by who starts them, whichever of them is up first."""
    kind = module.BaseProcess  # type: ignore[attr-defined]
    original, begin = kind._bootstrap, kind.start

    @functools.wraps(begin)
    def start(self: Any) -> None:
        trouble.guarded("child", _number, self)
        begin(self)

    @functools.wraps(original)
    def _bootstrap(self: Any, *arguments: Any, **options: Any) -> Any:
        trouble.guarded("child", _rename, self)
        return original(self, *arguments, **options)

    kind._bootstrap, kind.start = _bootstrap, start


def _number(process: Any) -> None:
    """How many workers a pool starts may be chance, so they have numbers of their own."""
    global _children
    if pools.of_pool(process):
        pools.number(process)
        return
    _children += 1
    owner = settings.process
    if owner.startswith("child"):
        process._samerun_name = f"{owner}.{_children}"
    else:
        process._samerun_name = f"child{_children}{pools.of(owner)}"


def _rename(process: Any) -> None:
    """Before the first flush, which makes the file."""
    global _children
    _children = 0
    name = getattr(process, "_samerun_name", None)
    if name is not None:
        settings.process = name
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
