"""Notes when an alarm goes off that the script has set; under the pin `clock` that is after so many of its lines.

A handler runs wherever the script happens to be by then.
"""

from __future__ import annotations

import functools
import sys
from types import FrameType, ModuleType
from typing import Any, Callable, Optional

from .. import format as fmt
from .. import places, settings, trouble
from ..builtin import stand_in
from ..hashing import zlib_hash
from ..record import recorder
from . import questions, user_lines

# A script that does little but wait still gets its alarm, a while after the time that it asked for.
_LINES_A_SECOND = 2000
_MOST_LINES = 20_000
_PATIENCE_S = 10.0
# From Python 3.12 on what a handler raises while a loop of one line is followed leaves the `try` around that loop.
_RINGS_ASIDE = sys.version_info >= (3, 12)


class _Alarm:
    """One of the system's timers, at the line that set it last."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.place = 0
        self.left = 0
        self.again = 0
        self.at: Any = None
        # Has the system ring it, a moment later.
        self.aside: Callable[[], None] = lambda: None


def patch(module: ModuleType) -> None:
    """`signal`."""
    real, virtual, profiling = _Alarm("signal.alarm"), _Alarm("signal.setitimer"), _Alarm("signal.setitimer")
    timers = {"ITIMER_REAL": real, "ITIMER_VIRTUAL": virtual, "ITIMER_PROF": profiling}
    signals = {"SIGALRM": real, "SIGVTALRM": virtual, "SIGPROF": profiling}
    if not hasattr(module, "setitimer"):
        return
    by_timer = {getattr(module, name): one for name, one in timers.items()}
    by_signal = {int(getattr(module, name)): one for name, one in signals.items()}
    numbers = {one: number for number, one in by_signal.items()}
    handle, handler_of = module.signal, module.getsignal  # type: ignore[attr-defined]
    alarm, setitimer = module.alarm, module.setitimer  # type: ignore[attr-defined]
    go_off = functools.partial(_go_off, module.raise_signal, numbers)  # type: ignore[attr-defined]
    for which, one in by_timer.items():
        one.aside = functools.partial(setitimer, which, 0.001)

    @functools.wraps(handle)
    def signal(signalnum: Any, handler: Any) -> Any:
        one = by_signal.get(signalnum)
        noted = _noted(one, handler, go_off) if one is not None and callable(handler) else handler
        return _own(handle(signalnum, noted))

    @functools.wraps(handler_of)
    def getsignal(signalnum: Any) -> Any:
        return _own(handler_of(signalnum))

    @functools.wraps(alarm)
    def set_alarm(seconds: Any) -> Any:
        later = _arm(real, "signal.alarm", sys._getframe().f_back, seconds, 0, go_off)
        return alarm(seconds if later is None else int(later))

    @functools.wraps(setitimer)
    def set_timer(which: Any, seconds: Any, interval: Any = 0.0) -> Any:
        one = by_timer.get(which)
        frame = sys._getframe().f_back
        later = None if one is None else _arm(one, "signal.setitimer", frame, seconds, interval, go_off)
        return setitimer(which, seconds if later is None else later, interval)

    module.signal = signal  # type: ignore[attr-defined]
    module.getsignal = getsignal  # type: ignore[attr-defined]
    module.alarm = stand_in(alarm, set_alarm)  # type: ignore[attr-defined]
    module.setitimer = stand_in(setitimer, set_timer)  # type: ignore[attr-defined]


def _arm(
    one: _Alarm, name: str, frame: Optional[FrameType], seconds: Any, interval: Any, go_off: Callable[..., None]
) -> Optional[float]:
    """Gives back the time for the system's own timer where that is not what the script says."""
    if not questions.asked(frame):
        return None
    one.name, one.place = name, places.place_of(frame)
    if not settings.pins.get("clock"):
        return None
    one.left, one.again = _lines(seconds), _lines(interval)
    if one.left == 0:
        return None
    if settings.pins.get("clock_ahead") and settings.is_pinned("clock_ahead", frame):
        one.left += one.left // 2 + 3
    user_lines.follow(functools.partial(go_off, one), frame)
    return float(seconds) + _PATIENCE_S


def _lines(seconds: Any) -> int:
    return min(_MOST_LINES, int(float(seconds) * _LINES_A_SECOND) + 1) if seconds else 0


def _go_off(
    raise_signal: Callable[[int], None], numbers: dict[_Alarm, int], one: _Alarm, frame: FrameType, _: bool
) -> None:
    if one.left == 0:
        return
    before, one.at = one.at, (frame.f_code, frame.f_lineno)
    one.left -= 1
    if one.left > 0:
        return
    one.left = one.again
    if _RINGS_ASIDE and one.at == before:
        user_lines.leave()
        one.aside()
    else:
        raise_signal(numbers[one])


def _noted(one: _Alarm, handler: Callable[..., Any], go_off: Callable[..., None]) -> Callable[..., Any]:
    @functools.wraps(handler)
    def ring(number: int, frame: Optional[FrameType]) -> Any:
        trouble.guarded("alarm", _note, one)
        if _RINGS_ASIDE and one.left and frame is not None and sys.gettrace() is None:
            user_lines.follow(functools.partial(go_off, one), frame)
        return handler(number, frame)

    ring._samerun_handler = handler  # type: ignore[attr-defined]
    return ring


def _own(handler: Any) -> Any:
    return getattr(handler, "_samerun_handler", handler)


def _note(one: _Alarm) -> None:
    """At the line that set it: where the script was by then is what differs."""
    if one.place == 0:
        return
    recorder.emit(fmt.QUERY, recorder.name(one.name), one.place, after=zlib_hash(repr(recorder.position()).encode()))
