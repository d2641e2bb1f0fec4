"""Writes down a failure of the tracer itself: it never reaches the script, and it makes the verdict inconclusive."""

from __future__ import annotations

import json
import os
from typing import Callable, Optional, TypeVar

_directory: Optional[str] = None
_told = False

Result = TypeVar("Result")


def begin(directory: str) -> None:
    global _directory
    _directory = directory


def tell(where: str, error: Optional[BaseException], message: str = "") -> None:
    """The first trouble of a process counts, and the first process of a run; later ones are mostly its echo."""
    global _told
    import traceback  # seldom needed, and slow to load

    if _told or _directory is None:
        return
    _told = True
    text = {
        "where": where,
        "message": message or f"{type(error).__name__}: {error}",
        "traceback": traceback.format_exception(type(error), error, error.__traceback__) if error else [],
        "pid": os.getpid(),
    }
    beside = os.path.join(_directory, f"trouble.{os.getpid()}")
    try:
        fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        data = json.dumps(text).encode()
        written = os.write(fd, data)
        os.close(fd)
        if written < len(data):
            return
        os.link(beside, os.path.join(_directory, "trouble.json"))
    except FileExistsError:
        return  # another process told first
    except OSError:
        # A full disk can hold neither the trace nor this: the missing end of the trace says it.
        return


def guarded(where: str, action: Callable[..., Result], *arguments: object) -> Optional[Result]:
    """Runs a part of the tracer between two lines of the script; what fails there is told, and the script goes on."""
    try:
        return action(*arguments)
    except Exception as error:
        tell(where, error)
        return None


def notice(text: str) -> None:
    """Something that the reader of the verdict should know, and that is no failure."""
    if _directory is None:
        return
    path = os.path.join(_directory, "notices.jsonl")
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        fd = os.open(path, flags, 0o600)
        os.write(fd, (json.dumps(text) + "\n").encode())
        os.close(fd)
    except OSError as error:
        tell("notice", error)
