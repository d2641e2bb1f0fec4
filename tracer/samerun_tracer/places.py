"""From a frame to the user's line that it came from."""

from __future__ import annotations

import os
import sys
import sysconfig
from itertools import islice
from types import CodeType, FrameType
from typing import Any, Optional

from . import format as fmt
from .record import recorder

_OURS = os.path.dirname(os.path.abspath(__file__)) + os.sep
_LIBRARY = tuple(
    {
        real(path) + os.sep
        for key in ("stdlib", "platstdlib", "purelib", "platlib")
        for path in [sysconfig.get_path(key)]
        for real in (os.path.abspath, os.path.realpath)
    }
)
in_launcher = False
_roots: tuple[str, ...] = ()
_compiled: tuple[str, ...] = ()
_is_user: dict[str, bool] = {}
_known: dict[tuple[CodeType, int], int] = {}
# The same by identity: the hash of a code object goes through its whole bytecode. The object is kept, so its number is.
_rows: dict[int, tuple[CodeType, dict[int, int]]] = {}
_MOST_CODE = 10_000
_told: dict[tuple[str, int, str], int] = {}
_absolute: dict[str, str] = {}


def begin(roots: list[str]) -> None:
    """Code that a compiler wrote is nobody's line, wherever its cache is."""
    global _roots, _compiled
    _roots = tuple(os.path.join(os.path.abspath(root), "") for root in roots)
    caches = [os.environ.get(name) for name in ("TORCHINDUCTOR_CACHE_DIR", "TRITON_CACHE_DIR")]
    _compiled = tuple(os.path.join(os.path.abspath(folder), "") for folder in caches if folder)
    _is_user.clear()


def is_user_file(file: str) -> bool:
    """The user's own: below a root, or at least no part of Python or of an installed package."""
    known = _is_user.get(file)
    if known is None:
        known = _is_user[file] = _judge(file)
    return known


def file_of(frame: Optional[FrameType]) -> str:
    """A caller may be C code outside of any frame, as when the interpreter prints a traceback."""
    return "" if frame is None else frame.f_code.co_filename


def is_user_frame(frame: Optional[FrameType]) -> bool:
    """Code that was generated, such as the `__init__` of a dataclass, is whose code calls it."""
    while frame is not None:
        file = frame.f_code.co_filename
        if is_user_file(file):
            return True
        if not file.startswith("<") or file.startswith("<frozen"):
            return False
        frame = frame.f_back
    return False


def user_frame(frame: Optional[FrameType]) -> Optional[FrameType]:
    """The innermost frame of the user's from `frame` outward."""
    while frame is not None:
        file = frame.f_code.co_filename
        known = _is_user.get(file)
        if known is None:
            known = is_user_file(file)
        if known:
            return frame
        frame = frame.f_back
    return None


def place_of(frame: Optional[FrameType]) -> int:
    """The place of the innermost user line from `frame` outward; 0 where there is none."""
    while frame is not None:
        code = frame.f_code
        known = _is_user.get(code.co_filename)
        if known is None:
            known = is_user_file(code.co_filename)
        if known:
            rows = _rows.get(id(code))
            number = None if rows is None else rows[1].get(frame.f_lineno)
            return number if number is not None else _look_up(frame, code)
        frame = frame.f_back
    return 0


def _look_up(frame: FrameType, code: CodeType) -> int:
    key = (code, frame.f_lineno)
    number = _known.get(key)
    if number is None:
        number = _define(frame, key)
    if len(_rows) > _MOST_CODE:
        _rows.clear()
    _rows.setdefault(id(code), (code, {}))[1][frame.f_lineno] = number
    return number


def is_at(frame: Optional[FrameType], lines: list[list[Any]]) -> bool:
    """Whether the user line that `frame` comes from is one of these `[file, row]`."""
    frame = user_frame(frame)
    if frame is None:
        return False
    file = os.path.abspath(frame.f_code.co_filename)
    return any(row == frame.f_lineno and path == file for path, row in lines)


def benign(frame: Optional[FrameType]) -> int:
    """The flag of what a library takes from a shared stream while it is imported, or a launcher for itself.

    It is of no account by itself: whoever draws after it shows the difference.
    """
    if in_launcher:
        return fmt.LIBRARY
    while frame is not None:
        file = frame.f_code.co_filename
        if is_user_file(file):
            return 0
        if file.startswith("<frozen importlib"):
            return fmt.LIBRARY
        frame = frame.f_back
    return 0


def is_ours(file: str) -> bool:
    return file.startswith(_OURS)


def widen(frame: Optional[FrameType], rows: int) -> None:
    """Makes the innermost user line, not yet known, stand for this many rows from it on."""
    frame = user_frame(frame)
    if frame is not None and (frame.f_code, frame.f_lineno) not in _known:
        _define(frame, (frame.f_code, frame.f_lineno), rows)


def place_at(file: str, row: int, function: str) -> int:
    """A line of the user's that no frame is at, as a compiler tells it."""
    key = (file, row, function)
    number = _told.get(key)
    if number is None:
        number = _told[key] = recorder.add_place(os.path.abspath(file), row, row, function)
    return number


def _define(frame: FrameType, key: tuple[CodeType, int], rows: int = 0) -> int:
    code, row = key
    file = _absolute.get(code.co_filename)
    if file is None:
        file = _absolute[code.co_filename] = os.path.abspath(code.co_filename)
    name = getattr(code, "co_qualname", code.co_name)
    number = recorder.add_place(file, row or 0, row + rows - 1 if rows else _end_row(frame, row or 0), name)
    _known[key] = number
    return number


def _end_row(frame: FrameType, row: int) -> int:
    """The last row of the expression that runs, such as a call over several lines (Python 3.11 and above know it)."""
    if sys.version_info < (3, 11):
        return row
    for start, end, _, _ in islice(frame.f_code.co_positions(), frame.f_lasti // 2, None):
        return end if start == row and end is not None else row
    return row


def _judge(file: str) -> bool:
    if file.startswith("<"):
        return False
    path = os.path.abspath(file)
    if path.startswith((_OURS, *_compiled)) or "torchinductor_" in path:
        return False
    for root in _roots:
        if path.startswith(root):
            rest = path[len(root) :]
            return "site-packages" not in rest and "dist-packages" not in rest
    return not (path.startswith(_LIBRARY) or "site-packages" in path or "dist-packages" in path)
