"""Workers of pools of processes: each task is told by its number, and is on disk when its result is given back."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any, Callable

import pytest
from samerun_tracer import format as fmt
from samerun_tracer.hooks import pools

from conftest import Run, readable

MAPS = {
    "Pool.map": ("import multiprocessing", "multiprocessing.get_context('{context}').Pool(2)", "chunksize=1"),
    "ProcessPoolExecutor.map": (
        "import multiprocessing; from concurrent.futures import ProcessPoolExecutor",
        "ProcessPoolExecutor(2, mp_context=multiprocessing.get_context('{context}'))",
        "chunksize=1",
    ),
}
SOURCE = """
    {imports}
    import os, random
    def work(number):
        random.seed(number)
        return [random.random(), os.getpid() {asked} 0]
    if __name__ == "__main__":
        with {pool} as pool:
            print(list(pool.map(work, range(6), {options})))
"""


def source(name: str, context: str, asked: str = "*") -> str:
    imports, pool, options = MAPS[name]
    parts = {"imports": imports, "pool": pool.replace("{context}", context), "options": options, "asked": asked}
    text = SOURCE
    for key, value in parts.items():
        text = text.replace(f"{{{key}}}", value)
    return text


def tasks(run: Run) -> dict[int, list[SimpleNamespace]]:
    """The draws of each task by its number, whichever worker did it."""
    found: dict[int, list[SimpleNamespace]] = {}
    for path in (run.folder / "trace").iterdir():
        if not path.stem.startswith("r0.pool1."):
            continue
        number = 0
        for event in readable(fmt.read_trace(str(path)), fmt.TASK, fmt.DRAW):
            if event.kind == fmt.TASK:
                number = 0 if event.extra else event.before
                if number:
                    found[number] = []
            else:
                found[number].append(event)
    return found


@pytest.mark.parametrize("context", ["fork", "spawn"])
@pytest.mark.parametrize("name", MAPS)
def test_every_task_is_told_with_what_it_drew(run: Callable[..., Any], name: str, context: str) -> None:
    done = run(source(name, context))
    found = tasks(done)
    first = min(found)
    assert sorted(found) == [first + number for number in range(6)]
    values = [found[first + number][0].sample for number in range(6)]
    assert values == [one for one, _ in json.loads(done.stdout)]


def test_a_result_is_hashed_by_value() -> None:
    assert pools.content([1.5, {"a": (2, "x")}]) == pools.content([1.5, {"a": (2, "x")}])
    assert pools.content([1.5, 2]) != pools.content([2, 1.5])
    assert pools.content([object()]) is None
    assert pools.content([0] * (pools.MOST_VALUES + 1)) is None


def test_an_array_is_part_of_a_result() -> None:
    numpy = pytest.importorskip("numpy")
    one, same, other = numpy.zeros(4), numpy.zeros(4), numpy.ones(4)
    assert pools.content([one, 1]) == pools.content([same, 1]) != pools.content([other, 1])


@pytest.mark.parametrize("name", MAPS)
def test_a_pool_can_be_pinned_to_one_worker(run: Callable[..., Any], name: str) -> None:
    asked = source(name, "fork", "+")
    numbers = lambda done: {pid for _, pid in json.loads(done.stdout)}  # noqa: E731
    assert len(numbers(run(asked, pins={"one_worker": True}))) == 1


def test_children_that_are_no_workers_keep_their_numbers(run: Callable[..., Any]) -> None:
    done = run("""
        import multiprocessing, random
        def work(number): return random.Random(number).random()
        def alone(): random.Random(5).random()
        if __name__ == "__main__":
            with multiprocessing.Pool(3) as pool: pool.map(work, range(3))
            child = multiprocessing.Process(target=alone)
            child.start(); child.join()
    """)
    names = {path.stem for path in (done.folder / "trace").iterdir()}
    assert "r0.child1" in names and not {"r0.child4", "r0.child2"} & names
