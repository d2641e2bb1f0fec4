"""A disk that is full from any byte on costs the trace, never the script."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, Callable

import pytest

from conftest import plain

# Python ignores the signal, so a write past the limit fails as on a full disk, after the part that still fits.
SOURCE = """
    import random, resource, sys
    resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
    random.seed(1)
    for i in range(3000):
        a = random.random()
        b = random.gauss(0, 1)
        print(i, a, b)
    print("to here", file=sys.stderr)
    sys.exit(3)
"""
PLACES = sorted(random.Random(20260101).sample(range(200, 60_000), 8))


@pytest.mark.parametrize("limit", [0, 1, 8, 9, 20, 100, *PLACES])
def test_output_and_exit_code_are_those_of_a_plain_run(start: Callable[..., Any], tmp_path: Path, limit: int) -> None:
    source = SOURCE.format(limit=limit)
    bare = plain(source, tmp_path / "bare")
    done = start(source, keep=None).wait()
    assert (done.stdout, done.stderr) == (bare.stdout, bare.stderr)
    assert (done.status["kind"], done.status["code"]) == ("exit", bare.returncode) == ("exit", 3)
    traces = list((done.folder / "trace").iterdir())
    assert all(path.stat().st_size <= limit for path in traces)
    assert not any(done.trace(path.stem).whole for path in traces)


def test_with_room_enough_the_trace_is_whole(start: Callable[..., Any]) -> None:
    done = start(SOURCE.format(limit=1 << 24), keep=None).wait()
    assert done.trace().whole and done.status["trouble"] is None
    assert (done.folder / "trace" / "r0.main.srt").stat().st_size > max(PLACES)
