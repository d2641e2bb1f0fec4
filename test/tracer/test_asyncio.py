"""Tasks of asyncio that a script takes as they are done: the order is noted, can be pinned, and stays as it was."""

from __future__ import annotations

import json
import textwrap
from typing import Any, Callable

import pytest
from samerun_tracer import format as fmt

BODY = """
import asyncio, json
async def work(n):
    await asyncio.sleep((4 - n) / 10)
    return n
async def main():
{body}
print(json.dumps(asyncio.run(main())))
"""
# `{set}` makes the order in which they are given an order by address.
WAYS = {
    "asyncio.as_completed": """
        found = []
        tasks = [asyncio.ensure_future(work(n)) for n in range(4)]
        for one in asyncio.as_completed({set}(tasks)):
            found.append(await one)
        return found
    """,
    "asyncio.wait": """
        found, waiting = [], {set}([asyncio.ensure_future(work(n)) for n in range(4)])
        while waiting:
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            found += [one.result() for one in done]
        return found
    """,
}


def source(way: str, given: str) -> str:
    return BODY.replace("{body}", textwrap.indent(textwrap.dedent(WAYS[way]), "    ")).replace("{set}", given)


@pytest.mark.parametrize("given", ["list", "set", "dict.fromkeys", "iter"])
@pytest.mark.parametrize("way", WAYS)
def test_the_order_is_noted_and_can_be_pinned(run: Callable[..., Any], tmp_path: Any, way: str, given: str) -> None:
    text = source(way, given)
    done = run(text)
    assert json.loads(done.stdout) == [3, 2, 1, 0]
    noted = [event for event in done.events_of(fmt.QUERY) if event.name == way]
    assert [event.sample for event in noted] == [3, 2, 1, 0]
    row = noted[0].row
    assert way in text.splitlines()[row - 1]
    pinned = run(text, pins={"arrival": [[str(tmp_path / "home" / "script.py"), row]]})
    assert json.loads(pinned.stdout) == [0, 1, 2, 3]


def test_coroutines_are_numbered_as_they_are_given_and_failures_stay(run: Callable[..., Any]) -> None:
    done = run("""
        import asyncio
        async def work(n):
            await asyncio.sleep((3 - n) / 10)
            if n == 1: raise ValueError(n)
            return n
        async def main():
            for one in asyncio.as_completed([work(n) for n in range(3)], timeout=5):
                try: print(await one)
                except ValueError as error: print("failed", error)
            try: asyncio.as_completed(work(5))
            except TypeError as error: print(type(error).__name__)
            else: print("lazy")
        asyncio.run(main())
    """)
    assert done.stdout.split("\n")[:3] == ["2", "failed 1", "0"]
    assert [event.sample for event in done.events_of(fmt.QUERY) if event.name == "asyncio.as_completed"] == [2, 1, 0]


def test_futures_in_a_set_are_numbered_as_they_were_submitted(run: Callable[..., Any]) -> None:
    done = run("""
        import time
        from concurrent.futures import ThreadPoolExecutor, as_completed
        with ThreadPoolExecutor(6) as pool:
            futures = {pool.submit(time.sleep, (6 - n) / 8) for n in range(6)}
            for one in as_completed(futures): one.result()
    """)
    assert [event.sample for event in done.events_of(fmt.QUERY) if event.name == "as_completed"] == [5, 4, 3, 2, 1, 0]


GATHERED = """
import asyncio, json
found = []
async def work(n):
    await asyncio.sleep((3 - n) / 10)
    found.append(n)
async def main():
    await asyncio.gather(*[work(n) for n in range(4)])
asyncio.run(main())
print(json.dumps(found))
""".lstrip("\n")


def test_tasks_end_one_after_the_other_where_that_is_pinned(run: Callable[..., Any]) -> None:
    done = run(GATHERED)
    assert json.loads(done.stdout) == [3, 2, 1, 0]
    noted = [(e.row, e.sample) for e in done.events_of(fmt.QUERY) if e.name == "asyncio.Task"]
    assert noted == [(7, 3), (7, 2), (7, 1), (7, 0), (8, 0)]
    pinned = run(GATHERED, pins={"arrival": [[done.plan["script"], 7]]})
    assert json.loads(pinned.stdout) == [0, 1, 2, 3]


def test_tasks_that_wait_for_each_other_are_let_go(run: Callable[..., Any]) -> None:
    text = """
import asyncio
async def main():
    met = asyncio.Event()
    async def first():
        await met.wait()
    async def second():
        met.set()
    tasks = [asyncio.create_task(one()) for one in (first, second)]
    await asyncio.gather(*tasks)
    print("met")
asyncio.run(main())
""".lstrip("\n")
    assert run(text, pins={"arrival": [[run(text).plan["script"], 8]]}).stdout == "met\n"


def test_a_queue_gives_a_second_run_the_order_of_the_first(run: Callable[..., Any]) -> None:
    text = """
import asyncio, random
async def main():
    queue, items = asyncio.Queue(), list(range(12))
    random.SystemRandom().shuffle(items)
    async def put():
        for item in items:
            await queue.put(item)
            await asyncio.sleep(0)
    task = asyncio.create_task(put())
    print([await queue.get() for _ in items], queue.empty())
    await task
asyncio.run(main())
""".lstrip("\n")
    done = run(text)
    assert [e.row for e in done.events_of(fmt.QUERY) if e.name == "asyncio.Queue.get"] == [10] * 12
    first, second = (run(text, pins={"answers": [[done.plan["script"], 10]]}).stdout for _ in range(2))
    assert first == second != done.stdout


def test_a_thread_that_asyncio_waits_for_a_child_in_is_none_of_the_scripts(run: Callable[..., Any]) -> None:
    source = """
        import asyncio, threading
        async def main():
            child = await asyncio.create_subprocess_exec("true")
            await child.wait()
        asyncio.run(main())
        threading.Thread(target=print, args=("own",)).start()
    """
    done = run(source)
    assert done.stdout == "own\n"
    # Python 3.12 needs no thread for it.
    assert [(e.name, e.row) for e in done.events_of(fmt.THREAD) if int(e.name) < 500] == [("1", 7)]
