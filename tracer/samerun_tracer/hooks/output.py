"""Notes each line that Python prints, with times, rates and progress masked: for scripts whose tensors nobody sees."""

from __future__ import annotations

import re
import sys
from typing import Any, Callable

from .. import format as fmt
from .. import places, trouble
from ..hashing import hash_text
from ..record import recorder, thread

LONGEST = 4000
MOST = 200_000  # lines of each stream; a script that prints gigabytes is not compared to the end
TEXTS = 2_000

_MASKS = [
    re.compile(pattern)
    for pattern in (
        r"\x1b\[[0-9;]{0,20}[A-Za-z]",
        # The head of a line of torch's own log: day, time and, from Python, the process.
        r"\b[IWEFVD]\d{4} \d\d:\d\d:\d\d\.\d{1,9}(?: {1,9}\d{1,10})?(?= )",
        r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?",
        r"(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d(?: \d{4})?",
        r"\d{1,3}:\d\d(?::\d\d)?(?:[.,]\d{1,9})?",
        r"\d{1,12}(?:\.\d{1,12})? ?(?:it|step|batch|batche|sample|img|image|tok|token|epoch|ex|MB|GB|kB|B)"
        r"s? ?/ ?(?:s|sec|second)\b",
        r"\d{1,12}(?:\.\d{1,12})?(?:e-?\d{1,3})? ?"
        r"(?:s|ms|us|µs|ns|min|mins|sec|secs|seconds|minutes|hours|h)/?(?:it|step|batch|epoch)?\b",
        r"(?i:\b(?:time|elapsed|duration|took|eta|took_s|wall)\b[ =:]{0,3})\d{1,12}(?:\.\d{1,12})?(?:e-?\d{1,3})?",
        r"(?i:[\"']?\b\w{0,40}(?:_|\b)(?:time|runtime|per_sec(?:ond)?)\b[\"']?[ =:]{1,3}[\"']?)"
        r"\d{1,12}(?:\.\d{1,12})?(?:e-?\d{1,3})?",
        r"\b(?:pid|PID)[ =:]{0,3}\d{1,10}",
        r"0x[0-9a-fA-F]{6,16}",
        r"\d{1,3}%\|[^|]{0,200}\|",
    )
]
_NUMBER = re.compile(r"-?\d{1,15}\.\d{1,17}(?:[eE][+-]?\d{1,3})?|-?\d{1,15}(?:[eE][+-]?\d{1,3})?|\bnan\b|-?\binf\b")

_partial: dict[str, str] = {}
_counts = {"stdout": 0, "stderr": 0}


def begin() -> None:
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name, None)
        if stream is not None:
            _partial[name] = ""
            # An attribute of the stream, not a new stream: the script keeps the object that Python gave it.
            stream.write = _write(name, stream.write)


def masked(line: str) -> str:
    for pattern in _MASKS:
        line = pattern.sub("#", line)
    return line


def flush_partial() -> None:
    """The last line may have no line end."""
    for name, rest in _partial.items():
        if rest:
            _partial[name] = ""
            _note(name, rest, sys._getframe().f_back)


def _write(name: str, original: Callable[[str], int]) -> Callable[[str], int]:
    def write(text: str) -> int:
        count = original(text)
        if not thread.busy and not recorder.closed:
            thread.busy = True
            try:
                trouble.guarded("output", _take, name, text, sys._getframe().f_back)
            finally:
                thread.busy = False
        return count

    return write


def _take(name: str, text: Any, frame: Any) -> None:
    if _counts[name] >= MOST:
        return
    if "\n" not in text and "\r" not in text:
        _partial[name] = (_partial[name] + text)[: LONGEST + 1]
        return
    *lines, rest = (_partial[name] + text).split("\n")
    _partial[name] = rest[-LONGEST:]
    for line in lines[: MOST - _counts[name]]:
        _note(name, line, frame)


def _note(name: str, line: str, frame: Any) -> None:
    # A progress bar draws over itself; what stands at the end is the line.
    line = line.rstrip("\r").rpartition("\r")[2][:LONGEST]
    _counts[name] += 1
    plain = masked(line)
    number = _NUMBER.search(plain)
    recorder.emit(
        fmt.LINE,
        recorder.name(name),
        places.place_of(frame),
        after=hash_text(plain),
        extra=hash_text(line),
        sample=float(number.group()) if number else None,
        detail={"text": line[:200]} if _counts[name] <= TEXTS else None,
    )
