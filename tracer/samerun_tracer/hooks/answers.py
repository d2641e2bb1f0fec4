"""Under the pin `answers`, the second run of a pair gets the answers that the first one got at the named lines.

They lie beside the two run directories, one file a process, in the order in which they were given.
"""

from __future__ import annotations

import os
import pickle
from types import FrameType
from typing import Any, Callable, Optional

from .. import places, settings, trouble
from ..record import thread

_given: Optional[dict[str, list[Any]]] = None
_next: dict[str, int] = {}
_file: Any = None
_process: Optional[int] = None


def same(question: str, frame: Optional[FrameType], ask: Callable[[], Any]) -> Any:
    """What the other run was told at this line; asks in any case, for some questions are also deeds."""
    value = ask()
    if not is_pinned(frame):
        return value
    known = told(question, frame)
    if known is None:
        keep(question, frame, value)
    return value if known is None else known[0]


def is_pinned(frame: Optional[FrameType]) -> bool:
    return bool(settings.pins.get("answers")) and settings.is_pinned("answers", frame)


def told(question: str, frame: Optional[FrameType]) -> Optional[tuple[Any]]:
    """What the other run was told; None in the first run, and where that one did not ask so often."""
    return _quietly(_known, _at(question, frame))


def keep(question: str, frame: Optional[FrameType], value: Any) -> None:
    _quietly(_keep, _at(question, frame), value)


def _at(question: str, frame: Optional[FrameType]) -> str:
    asker = places.user_frame(frame)
    return f"{question} {asker.f_lineno if asker is not None else 0}"


def _quietly(action: Callable[..., Any], *arguments: Any) -> Any:
    before, thread.busy = thread.busy, True  # these files are ours: no audit of them
    try:
        return trouble.guarded("answers", action, *arguments)
    finally:
        thread.busy = before


def _known(question: str) -> Optional[tuple[Any]]:
    _open()
    if _given is None:
        return None
    at = _next.get(question, 0)
    _next[question] = at + 1
    found = _given.get(question, [])
    return (found[at],) if at < len(found) else None


def _keep(question: str, value: Any) -> None:
    if _file is not None:
        pickle.dump((question, value), _file)
        _file.flush()


def _open() -> None:
    """Once a process, also after a fork; the run that finds no file is the first."""
    global _given, _file, _process
    if _process == os.getpid():
        return
    _process, _given, _file = os.getpid(), None, None
    _next.clear()
    path = os.path.join(os.path.dirname(settings.run_directory), f"answers.r{settings.rank}.{settings.process}")
    first = os.path.join(settings.run_directory, f"answers.r{settings.rank}.{settings.process}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        _file = os.fdopen(os.open(path, flags, 0o600), "wb")
        os.close(os.open(first, flags, 0o600))
    except FileExistsError:
        if not os.path.exists(first):
            _given = {}
            for name, value in _read(path):
                _given.setdefault(name, []).append(value)


def _read(path: str) -> Any:
    with open(path, "rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return
