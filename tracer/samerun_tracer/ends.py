"""Every way in which a process can end writes the end of its trace and says how."""

from __future__ import annotations

import json
import os
import sys
from types import TracebackType
from typing import Any, Callable, Optional

from . import places, settings, trouble
from .record import recorder

_progress = -1
_identity: Optional[tuple[int, int]] = None
_reason: Optional[str] = None
before_end: list[Callable[[], None]] = []  # what is to be noted while the script's objects are still there


class StepLimit(SystemExit):
    """Ends the script after the last step asked for: quietly, with exit status 0, and past `except Exception`."""


def begin() -> None:
    """The main process of a rank shows its progress in a file that the supervisor reads."""
    global _progress, _identity
    if settings.process != "main":
        return
    path = os.path.join(settings.run_directory, "progress", f"r{settings.rank}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        _progress = os.open(path, flags, 0o600)
    except FileExistsError:
        # This process is what an exec left of the main one; the file tells of the first.
        return
    info = os.fstat(_progress)
    _identity = (info.st_dev, info.st_ino)
    show("run")


def show(state: str) -> None:
    if _progress < 0:
        return
    try:
        info = os.fstat(_progress)
        if (info.st_dev, info.st_ino) == _identity:
            os.pwrite(_progress, b"%012d %-12s\n" % (recorder.step, state.encode("ascii")), 0)
    except OSError:
        # The script closed the descriptor; progress is for the eye only.
        return


def step_done(enough: bool = False) -> None:
    """Called after each optimizer step, outside of the script's own try blocks as far as that is possible."""
    recorder.end_step()
    enough = enough or (settings.steps is not None and recorder.step >= settings.steps)
    if enough and settings.process == "main":
        finish("step-limit")
        raise StepLimit(0)
    show("run")


def finish(reason: str) -> None:
    global _reason
    if _reason is None:
        _reason = reason
        from .hooks import output

        for note in before_end:
            trouble.guarded("end", note)
        trouble.guarded("last lines", output.flush_partial)
        recorder.finish(reason)
        show(reason)


def forked() -> None:
    """A child is a process of its own with an end of its own."""
    global _reason, _progress
    _reason = None
    _progress = -1


def at_exit() -> None:
    finish("exception" if getattr(sys, "last_type", None) is not None and _uncaught else "completed")


_uncaught = False


def on_uncaught(arguments: tuple[Any, ...]) -> None:
    """Audit event `sys.excepthook`: the last moment before the traceback is printed, without replacing the hook."""
    global _uncaught
    _, kind, value, trace = arguments
    _uncaught = True
    hide_our_frames(value)
    if settings.process != "main":
        return
    row, file = _innermost(trace)
    text = "".join(str(value).splitlines()[:1])[:500]
    what = {
        "type": f"{kind.__module__}.{kind.__qualname__}",
        "message": f"{kind.__name__}: {text}" if text else kind.__name__,
        "filename": file,
        "row": row,
    }
    path = os.path.join(settings.run_directory, "exception.json")
    if not os.path.exists(path):
        beside = f"{path}.{os.getpid()}"
        with open(beside, "w", encoding="utf-8", errors="replace") as out:
            json.dump(what, out)
        os.replace(beside, path)


def hide_our_frames(value: Optional[BaseException]) -> None:
    """Unlinks the tracer's frames, so that a traceback reads as it would without a tracer."""
    seen: set[int] = set()
    todo = [value]
    while todo:
        error = todo.pop()
        if error is None or id(error) in seen:
            continue
        seen.add(id(error))
        todo += [error.__cause__, error.__context__]
        trace = error.__traceback__
        while trace is not None and _is_hidden(trace):
            trace = trace.tb_next
        if trace is not error.__traceback__ and trace is not None:
            error.__traceback__ = trace
        while trace is not None:
            following = trace.tb_next
            while following is not None and _is_hidden(following):
                following = following.tb_next
            trace.tb_next = following
            trace = following


def _is_hidden(trace: TracebackType) -> bool:
    """Ours, or the frame by which torch 1.13 calls a dispatch mode of ours."""
    file = trace.tb_frame.f_code.co_filename
    if places.is_ours(file):
        return True
    following = trace.tb_next
    calls_mode = following is not None and file.endswith("/torch/utils/_python_dispatch.py")
    return calls_mode and places.is_ours(following.tb_frame.f_code.co_filename)


def _innermost(trace: Optional[TracebackType]) -> tuple[Optional[int], Optional[str]]:
    row, file = None, None
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if places.is_user_file(name):
            row, file = trace.tb_lineno, os.path.abspath(name)
        trace = trace.tb_next
    return row, file
