"""An alarm is noted where it was set, when it goes off; under a fixed clock it does so at the same point of each run."""

from __future__ import annotations

from typing import Any, Callable

import pytest
from samerun_tracer import format as fmt

ALARMS = {
    "signal.setitimer": "signal.setitimer(signal.ITIMER_REAL, 0.2)",
    "signal.alarm": "signal.alarm(1)",
}
LOOP = """
import random, signal
random.seed(0)
asked = []
signal.signal(signal.SIGALRM, lambda number, frame: asked.append(number))
{set}
total = count = 0
while not asked:
    total += random.random()
    count += 1
print(count)
""".lstrip("\n")


@pytest.mark.parametrize("name", ALARMS)
def test_it_is_noted_at_the_line_that_set_it(run: Callable[..., Any], name: str) -> None:
    done = run(LOOP.format(set=ALARMS[name]))
    assert [(e.name, e.row) for e in done.events_of(fmt.QUERY)] == [(name, 5)]
    assert int(done.stdout) > 0


@pytest.mark.parametrize("name", ALARMS)
def test_under_a_fixed_clock_it_goes_off_at_the_same_point(run: Callable[..., Any], name: str) -> None:
    source = LOOP.format(set=ALARMS[name])
    counts = [run(source, pins={"clock": True}).stdout for _ in range(2)]
    assert counts[0] == counts[1] and int(counts[0]) > 20


def test_a_handler_may_raise_and_a_script_that_waits_gets_its_alarm_too(run: Callable[..., Any]) -> None:
    source = """
        import signal, time
        def late(number, frame):
            raise TimeoutError
        before = signal.signal(signal.SIGALRM, late)
        count = 0
        try:
            signal.setitimer(signal.ITIMER_REAL, 0.1)
            {wait}
        except TimeoutError:
            print(signal.getsignal(signal.SIGALRM) is late, before == signal.SIG_DFL)
        """
    for wait in ("signal.pause()", "while True: count += 1"):
        for pins in ({}, {"clock": True}):
            assert run(source.format(wait=wait), pins=pins).stdout == "True True\n"


def test_one_that_repeats_goes_off_again_and_can_be_stopped(run: Callable[..., Any]) -> None:
    source = """
        import signal
        rings = []
        signal.signal(signal.SIGALRM, lambda *_: rings.append(1))
        signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
        while len(rings) < 3: pass
        signal.setitimer(signal.ITIMER_REAL, 0)
        for _ in range(3000): pass
        print(len(rings))
        """
    assert run(source, pins={"clock": True}).stdout == "3\n"
