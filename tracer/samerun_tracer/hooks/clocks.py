"""Notes the clocks that a script reads at its own lines; under the pin `clock` they count up from a fixed start."""

from __future__ import annotations

import functools
import sys
import time
from types import FrameType, ModuleType
from typing import Any, Callable, Optional

from .. import settings, trouble
from ..builtin import stand_in
from . import questions

_NUMBERS = "time time_ns perf_counter perf_counter_ns monotonic monotonic_ns process_time process_time_ns".split()
# They read the clock only where no time is given; the number says how many arguments come before it.
_TEXTS = {"localtime": 0, "gmtime": 0, "ctime": 0, "asctime": 0, "strftime": 1}
_START_S = 1_700_000_000

_pinned_reads = 0


def begin() -> None:
    for name in (*_NUMBERS, "thread_time", "thread_time_ns"):
        if hasattr(time, name):
            original = getattr(time, name)
            setattr(time, name, stand_in(original, _number(name, original)))
    for name, before in _TEXTS.items():
        original = getattr(time, name)
        setattr(time, name, stand_in(original, _text(name, original, before)))


def patch_datetime(module: ModuleType) -> None:
    """Into the classes themselves: a subclass in their place would be another class to pickle and `isinstance`."""
    _replace(module.datetime, "now")
    _replace(module.datetime, "utcnow")
    _replace(module.date, "today")


def _pinned_ns(frame: Optional[FrameType]) -> int:
    """A second ahead where the pin `clock_ahead` says so: enough to show, and little enough to wait for."""
    global _pinned_reads
    _pinned_reads += 1
    ahead = 1_013_700_000 if settings.pins.get("clock_ahead") and settings.is_pinned("clock_ahead", frame) else 0
    return _START_S * 10**9 + _pinned_reads * 1_000_000 + ahead


def _number(name: str, original: Callable[[], Any]) -> Callable[[], Any]:
    pinned = bool(settings.pins.get("clock"))

    @functools.wraps(original)
    def clock() -> Any:
        value = original()
        frame = sys._getframe().f_back
        if not questions.asked(frame):
            return value
        if pinned:
            now = _pinned_ns(frame)
            value = now if name.endswith("_ns") else now / 1e9
        trouble.guarded(name, questions.note, f"time.{name}", frame, value, float(value))
        return value

    return clock


def _text(name: str, original: Callable[..., Any], before: int) -> Callable[..., Any]:
    pinned = bool(settings.pins.get("clock"))
    broken_down = time.localtime

    @functools.wraps(original)
    def clock(*arguments: Any) -> Any:
        frame = sys._getframe().f_back
        given = len(arguments) > before and arguments[before] is not None
        if given or not questions.asked(frame):
            return original(*arguments)
        if pinned:
            now: Any = _pinned_ns(frame) // 10**9
            now = now if name in ("localtime", "gmtime", "ctime") else broken_down(now)
            value = original(*arguments[:before], now)
        else:
            value = original(*arguments)
        trouble.guarded(name, questions.note, f"time.{name}", frame, value, None, str(value)[:80])
        return value

    return clock


def _replace(kind: Any, method: str) -> None:
    """Writes into the dictionary of a class of C, which Python shows read-only."""
    import ctypes
    import gc

    original = vars(kind)[method]
    name = f"{kind.__name__}.{method}"
    pinned = bool(settings.pins.get("clock"))

    @functools.wraps(original.__get__(None, kind))
    def clock(cls: Any, *arguments: Any, **options: Any) -> Any:
        value = original.__get__(None, cls)(*arguments, **options)
        frame = sys._getframe().f_back
        if not questions.asked(frame):
            return value
        if pinned:
            value = _fixed(cls, method, arguments, options, _pinned_ns(frame) / 1e9)
        trouble.guarded(name, questions.note, name, frame, value, None, str(value)[:80])
        return value

    gc.get_referents(vars(kind))[0][method] = classmethod(clock)
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(kind))


def _fixed(cls: Any, method: str, arguments: Any, options: dict[str, Any], now: float) -> Any:
    if method == "utcnow":
        return cls.utcfromtimestamp(now)
    return cls.fromtimestamp(now, *arguments, **options)
