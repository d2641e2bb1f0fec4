"""Notes what a script asks about a file rather than reads in it: when it was last written, whether it is there yet."""

from __future__ import annotations

import functools
import os
import sys
import time
from types import FrameType, ModuleType
from typing import Any, Callable, Optional

from .. import trouble
from ..builtin import stand_in
from . import answers, questions
from .questions import question

_TIMES = ("getmtime", "getctime", "getatime")
_patience_s = 5.0


def begin() -> None:
    for name in _TIMES:
        setattr(os.path, name, question(f"os.path.{name}", getattr(os.path, name)))
    for name in ("exists", "isfile", "isdir"):
        original = getattr(os.path, name)
        setattr(os.path, name, stand_in(original, yet(f"os.path.{name}", original)))


def patch_pathlib(module: ModuleType) -> None:
    kind = module.Path  # type: ignore[attr-defined]
    kind.stat = _status("Path.stat", kind.stat)
    for name in ("exists", "is_file", "is_dir"):
        setattr(kind, name, yet(f"Path.{name}", getattr(kind, name)))


def _status(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
    """Of what the system tells of a file only the time of its last change is of interest."""

    @functools.wraps(original)
    def status(*arguments: Any, **options: Any) -> Any:
        frame = sys._getframe().f_back
        if not questions.asked(frame):
            return original(*arguments, **options)
        value = answers.same(name, frame, lambda: original(*arguments, **options))
        trouble.guarded(name, questions.note, name, frame, value.st_mtime_ns, value.st_mtime)
        return value

    return status


def yet(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
    """Whether something has come about. Where the other run was told so, what is there later is waited for."""

    @functools.wraps(original)
    def ask(*arguments: Any, **options: Any) -> Any:
        frame = sys._getframe().f_back
        if not questions.asked(frame):
            return original(*arguments, **options)
        value = answers.same(name, frame, lambda: original(*arguments, **options))
        if value and answers.is_pinned(frame):
            _wait_until(lambda: original(*arguments, **options))
        trouble.guarded(name, _note, name, frame, value)
        return value

    return ask


def _wait_until(came: Callable[[], Any]) -> None:
    global _patience_s
    limit = time.monotonic() + _patience_s
    while not came():
        if time.monotonic() > limit:
            _patience_s = 0.0
            return
        time.sleep(0.001)


def _note(name: str, frame: Optional[FrameType], value: Any) -> None:
    questions.note(name, frame, bool(value), float(bool(value)))
