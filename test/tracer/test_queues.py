"""Items of a queue: what came is noted, and a second run can take them in the order of the first."""

from __future__ import annotations

from typing import Any, Callable

import pytest
from samerun_tracer import format as fmt

SHUFFLED = """
import multiprocessing, queue, random, sys, threading
items = [[number, "x" * number] for number in range(12)]
random.SystemRandom().shuffle(items)
full = {kind}
def put():
    for item in items:
        full.put(item)
threading.Thread(target=put).start()
print([full.get()[0] for _ in items])
print(full.empty())
""".lstrip("\n")

KINDS = {
    "threads": ("queue.Queue()", "queue.Queue.get"),
    "processes": ("multiprocessing.Queue()", "multiprocessing.Queue.get"),
    "simple": ("multiprocessing.SimpleQueue()", "multiprocessing.Queue.get"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_items_come_in_the_order_of_the_first_run(run: Callable[..., Any], kind: str) -> None:
    made, name = KINDS[kind]
    source = SHUFFLED.format(kind=made)
    done = run(source)
    assert [(e.name, e.row) for e in done.events_of(fmt.QUERY) if e.name == name] == [(name, 9)] * 12
    script = done.plan["script"]
    first, second = (run(source, pins={"answers": [[script, 9]]}).stdout for _ in range(2))
    assert first == second != done.stdout
    assert sorted(eval(first.splitlines()[0])) == list(range(12))


def test_an_item_that_does_not_come_is_not_waited_for_again(run: Callable[..., Any]) -> None:
    source = """
import os, queue, time
full = queue.Queue()
for number in range(9):
    full.put((number, os.urandom(4)))
began = time.monotonic()
numbers = [full.get()[0] for _ in range(9)]
print(numbers == list(range(9)), time.monotonic() - began < 30)
""".lstrip("\n")
    script = run(source).plan["script"]
    pins = {"answers": [[script, 6]]}
    assert [run(source, pins=pins).stdout for _ in range(2)] == ["True True\n"] * 2


TASKS = """
import queue, threading
tasks, done = queue.Queue(), []
def work():
    while (task := tasks.get()) is not None:
        done.append(task)
threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads: thread.start()
for task in [*range(20), None, None, None]: tasks.put(task)
for thread in threads: thread.join()
print(sorted(done) == list(range(20)))
""".lstrip("\n")


def test_which_worker_thread_takes_what_is_another_question(run: Callable[..., Any]) -> None:
    done = run(TASKS)
    assert done.stdout == "True\n"
    assert not done.events_of(fmt.QUERY)


PIPES = """
import multiprocessing, random
from multiprocessing.connection import wait
pipes = [multiprocessing.Pipe(duplex=False) for _ in range(9)]
order = list(range(9))
random.SystemRandom().shuffle(order)
waiting, found = [ours for ours, _ in pipes], []
for number in order:
    pipes[number][1].send(number)
    for one in wait(waiting, 0):
        found.append(one.recv())
while len(found) < 9:
    found += [one.recv() for one in wait(waiting)]
print(found, pipes[0][0].poll())
""".lstrip("\n")


def test_pipes_that_are_ready_first_are_noted_and_waited_for(run: Callable[..., Any]) -> None:
    done = run(PIPES)
    noted = [(e.name, e.row) for e in done.events_of(fmt.QUERY) if "onnection" in e.name]
    assert noted == [("multiprocessing.connection.wait", 9)] * 9 + [("Connection.poll", 13)]
    plain_order = [e.sample for e in done.events_of(fmt.QUERY) if e.name.endswith("connection.wait")]
    assert done.stdout == f"{[int(n) for n in plain_order]} False\n"
    text = PIPES.replace(
        "random.SystemRandom().shuffle(order)", "random.SystemRandom().shuffle(order); order.sort()", 1
    )
    pins = {"answers": [[done.plan["script"], 9]]}
    assert run(text, pins=pins).stdout == run(text, pins=pins).stdout == f"{list(range(9))} False\n"
