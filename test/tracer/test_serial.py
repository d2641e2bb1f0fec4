"""Under the pin `serial_threads` each thread of the script runs to its end before the script goes on, where it can."""

from __future__ import annotations

from typing import Any, Callable

import pytest

ORDER = {
    "threads": """
        import threading, time
        found = []
        def work(n):
            time.sleep(0.3 - n / 10)
            found.append(n)
        threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        print(found)
    """,
    "a pool": """
        import time
        from concurrent.futures import ThreadPoolExecutor
        found = []
        def work(n):
            time.sleep(0.3 - n / 10)
            found.append(n)
        with ThreadPoolExecutor(3) as pool:
            for n in range(3): pool.submit(work, n)
        print(found)
    """,
}


@pytest.mark.parametrize("kind", ORDER)
def test_they_end_in_the_order_in_which_they_were_started(run: Callable[..., Any], kind: str) -> None:
    assert run(ORDER[kind]).stdout == "[2, 1, 0]\n"
    assert run(ORDER[kind], pins={"serial_threads": True}).stdout == "[0, 1, 2]\n"


def test_one_that_waits_for_the_script_is_let_go(run: Callable[..., Any]) -> None:
    done = run(
        """
        import queue, threading
        work, found = queue.Queue(), []
        def consume():
            while (item := work.get()) is not None:
                found.append(item)
        thread = threading.Thread(target=consume)
        thread.start()
        for item in (1, 2, None): work.put(item)
        thread.join()
        print(found)
        """,
        pins={"serial_threads": True},
    )
    assert done.stdout == "[1, 2]\n" and done.status["wall_s"] < 30


@pytest.mark.parametrize("round_s", [0.005, 0], ids=["slow", "quick"])
def test_one_that_never_ends_rests_after_so_many_rounds(run: Callable[..., Any], round_s: float) -> None:
    source = f"""
        import threading, time
        found, over = [], threading.Event()
        def act():
            while not over.is_set():
                found.append(len(found))
                time.sleep({round_s})
        actor = threading.Thread(target=act)
        actor.start()
        seen = []
        for _ in range(3):
            seen.append(len(found))
            time.sleep(0.05)
        over.set()
        actor.join()
        print(seen, actor.is_alive())
        """
    done = run(source, pins={"serial_threads": True})
    rounds = 128 if round_s else 2048
    assert done.stdout == f"{[rounds] * 3} False\n"
