"""Counts the lines of the user's that a thread runs: unlike time, a measure of how far it is that runs agree on."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any, Callable, Optional

from .. import places

# What is told of each line: its frame, and whether a loop of that frame goes round.
Told = Callable[[FrameType, bool], None]


def follow(told: Told, running: Optional[FrameType] = None) -> None:
    """In this thread, from now on: in what is called next, and in what runs already from `running` outward."""

    def enter(frame: FrameType, event: str, argument: Any) -> Any:
        return within(frame) if event == "call" and places.is_user_file(frame.f_code.co_filename) else None

    def within(frame: FrameType) -> Any:
        row = frame.f_lineno

        def line(frame: FrameType, event: str, argument: Any) -> Any:
            nonlocal row
            if event == "line":
                before, row = row, frame.f_lineno
                told(frame, row <= before)
            return line

        return line

    sys.settrace(enter)
    while running is not None:
        if places.is_user_file(running.f_code.co_filename):
            running.f_trace = within(running)
        running = running.f_back


def leave() -> None:
    sys.settrace(None)
