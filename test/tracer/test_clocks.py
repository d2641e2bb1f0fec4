"""Every clock that a script reads at its own lines is noted there, works as before, and can be pinned."""

from __future__ import annotations

from typing import Any, Callable

import pytest
from samerun_tracer import format as fmt

CLOCKS = """
import time, datetime
from datetime import date
time.time()
time.monotonic_ns()
time.thread_time()
time.strftime("%H")
time.localtime()
time.ctime(None)
datetime.datetime.now()
datetime.datetime.now(tz=datetime.timezone.utc)
datetime.datetime.today()
date.today()
time.strftime("%H", time.gmtime(0))
time.ctime(0)
datetime.datetime.fromtimestamp(0)
""".lstrip("\n")

NOTED = [
    ("time.time", 3),
    ("time.monotonic_ns", 4),
    ("time.thread_time", 5),
    ("time.strftime", 6),
    ("time.localtime", 7),
    ("time.ctime", 8),
    ("datetime.now", 9),
    ("datetime.now", 10),
    ("date.today", 11),
    ("date.today", 12),
]


def test_each_reading_is_noted_at_its_line_and_a_given_time_is_not(run: Callable[..., Any]) -> None:
    assert [(e.name, e.row) for e in run(CLOCKS).events_of(fmt.QUERY)] == NOTED


def test_under_the_pin_every_reading_is_the_same_in_each_run(run: Callable[..., Any]) -> None:
    answers = [[e.after for e in run(CLOCKS, pins={"clock": True}).events_of(fmt.QUERY)] for _ in range(2)]
    assert answers[0] == answers[1] and len(answers[0]) == len(NOTED)


def test_a_fixed_clock_can_be_ahead_at_one_line(run: Callable[..., Any], tmp_path: Any) -> None:
    source = "import time\na = time.time()\nb = time.time()\nc = time.time_ns()\nprint(b - a, c // 10**9 - int(a))"
    line = [[str(tmp_path / "home" / "script.py"), 3]]
    told = [run(source, pins={"clock": True, **more}).stdout.split() for more in ({}, {"clock_ahead": line})]
    assert [(round(float(since), 3), whole) for since, whole in told] == [(0.001, "0"), (1.015, "0")]


@pytest.mark.parametrize("pins", [{}, {"clock": True}])
def test_datetime_stays_the_class_that_it_was(run: Callable[..., Any], pins: dict[str, Any]) -> None:
    done = run(
        """
        import copy, datetime as d, pickle
        class Own(d.datetime):
            pass
        now, own = d.datetime.now(), Own.now(d.timezone.utc)
        assert type(now) is d.datetime and type(own) is Own and type(d.date.today()) is d.date
        assert pickle.loads(pickle.dumps(now)) == now and copy.deepcopy(own) == own
        assert isinstance(now, d.date) and now.tzinfo is None and own.tzinfo is d.timezone.utc
        assert d.datetime.now.__name__ == "now" and abs((now - d.datetime.now()).total_seconds()) < 60
        print("fine")
        """,
        pins=pins,
    )
    assert done.stdout == "fine\n", done.stderr
