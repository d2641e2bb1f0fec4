"""How long the steps of a run take, from one step of its first optimizer to the next one, for the reports of cost."""

from __future__ import annotations

import json
import os
import weakref
from array import array
from time import perf_counter
from typing import Any, Optional

from . import ends, settings
from .record import recorder

MOST = 10_000

seconds: Any = array("d")
ways: Any = array("b")  # with which flags each step was made, by the names below; empty where there is one way only
names: list[str] = []
_optimizer: Any = None
_since: Optional[float] = None
_pid = 0
_TOLD = 5  # steps that tell how long the others will take
_gave_up = False


def begin() -> None:
    global _pid
    if settings.process == "main" and settings.rank == 0:
        _pid = os.getpid()
        ends.before_end.append(_write)


def note(optimizer: Any) -> bool:
    """After a step; whether it was one of the optimizer that counts: others share its iteration."""
    global _optimizer, _since
    now = perf_counter()
    known = None if _optimizer is None else _optimizer()
    if known is None:
        _optimizer = weakref.ref(optimizer)
    elif known is not optimizer:
        return False
    if _since is not None and len(seconds) < MOST:
        seconds.append(now - _since)
    _since = now
    return True


def too_slow() -> bool:
    """Whether the run would take longer than was asked: it then ends here, for the level to be thought over."""
    global _gave_up
    patience, total = settings.patience, settings.steps
    if patience is None or len(seconds) != _TOLD:
        return False
    # Without a limit of steps nobody knows how many there are.
    _gave_up = median(seconds) * (1_000 if total is None else total - recorder.step) > patience
    return _gave_up


def median(values: Any) -> float:
    """`statistics` would load half of the standard library before the script does."""
    ordered = sorted(values)
    return float(ordered[len(ordered) // 2])


def restart() -> None:
    """What lies between two steps and is no work of the script does not count."""
    global _since
    _since = perf_counter()


def _write() -> None:
    # A forked child inherits this end.
    if os.getpid() != _pid:
        return
    path = os.path.join(settings.run_directory, "times.json")
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with open(fd, "w", encoding="utf-8") as file:
        json.dump({"seconds": list(seconds), "ways": list(ways), "names": names, "gave_up": _gave_up}, file)
