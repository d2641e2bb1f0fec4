"""Loader workers under every way to start a process, persistent ones, and threads that prepare data."""

from __future__ import annotations

from typing import Any, Callable

import pytest
from samerun_tracer import format as fmt

from conftest import first_difference, readable, traces

SOURCE = """
    import hashlib, random, torch
    import numpy as np
    from torch.utils.data import DataLoader, Dataset
    class Noisy(Dataset):
        def __len__(self): return 16
        def __getitem__(self, i):
            own = np.random.default_rng({seed}).random()
            return torch.full((3,), float(i)) + random.random() + np.random.rand() + torch.rand(3) + own
    def main():
        random.seed(1); np.random.seed(2); torch.manual_seed(3)
        net = torch.nn.Linear(3, 2)
        opt = torch.optim.SGD(net.parameters(), 0.1)
        loader = DataLoader(Noisy(), 4, shuffle=True, num_workers={count}, multiprocessing_context="{context}", persistent_workers={keep})
        for epoch in range(2):
            for x in loader:
                opt.zero_grad(); net(x).pow(2).mean().backward(); opt.step()
        print(hashlib.sha256(net.weight.detach().numpy().tobytes()).hexdigest())
    if __name__ == "__main__":
        main()
"""
THREADS = """
    import queue, threading
    from concurrent.futures import ThreadPoolExecutor
    import numpy as np, torch
    torch.manual_seed(0)
    ready = queue.Queue(2)
    def load(seed):
        rng = np.random.default_rng({seed})
        for _ in range(3):
            ready.put(torch.from_numpy(rng.random((4, 3), dtype=np.float32)))
    feeder = threading.Thread(target=load, args=(5,))
    feeder.start()
    net = torch.nn.Linear(3, 2)
    opt = torch.optim.SGD(net.parameters(), 0.1)
    with ThreadPoolExecutor(1) as pool:
        for _ in range(3):
            x = pool.submit(torch.mul, ready.get(), 2).result()
            opt.zero_grad(); net(x).pow(2).mean().backward(); opt.step()
    feeder.join()
    print(net.weight.tolist())
"""


def of(source: str, seed: str, context: str = "fork", keep: bool = False) -> str:
    # Processes that start anew import torch anew: few of them will do.
    count = "1" if context == "spawn" else "2"
    for name, value in (("seed", seed), ("context", context), ("keep", str(keep)), ("count", count)):
        source = source.replace(f"{{{name}}}", value)
    return source


@pytest.mark.parametrize(("context", "keep"), [("spawn", False), ("forkserver", True)])
def test_workers_of_every_start_method(clean_pair: Callable[..., Any], context: str, keep: bool) -> None:
    done = clean_pair(of(SOURCE, "i", context, keep), level="ops")
    found = traces(done)
    workers = {name for name in found if ".worker" in name}
    assert workers == ({"r0.worker0", "r0.worker1"} if keep else {"r0.worker0", "r0.worker0.2"})
    for name in workers:
        draws = readable(found[name], fmt.DRAW)
        assert {"python:random", "numpy:rand"} <= {e.name for e in draws}
        assert {e.row for e in draws if e.name != "torch:random_"} == {8, 9}


def test_a_workers_own_line_differs_where_it_draws_from_entropy(start: Callable[..., Any]) -> None:
    runs = [start(of(SOURCE, ""), level="steps") for _ in range(2)]
    one, two = (traces(run.wait()) for run in runs)
    a, _ = first_difference(one["r0.worker0"], two["r0.worker0"])
    assert (a[0], a[2], a[3]) == (fmt.DRAW, "numpy.Generator:random", 8)
    delivered, _ = first_difference(one["r0.main"], two["r0.main"])
    assert delivered[0] == fmt.BATCH


def test_threads_that_prepare_data(clean_pair: Callable[..., Any], run: Callable[..., Any]) -> None:
    done = clean_pair(of(THREADS, "seed"), level="steps")
    drawn = [e for e in done.events_of(fmt.DRAW) if e.name == "numpy.Generator:random"]
    assert {(e.thread, e.row) for e in drawn} == {(1, 10)}


def test_threads_of_a_library_do_not_shift_the_numbers_of_the_scripts(run: Callable[..., Any]) -> None:
    source = """
        import sys, threading, random
        if {bar}:
            import tqdm
            bar = tqdm.tqdm(range(1), file=sys.stderr)
        mine = threading.Thread(target=lambda: random.Random(3).random())
        mine.start(); mine.join()
    """
    numbers = []
    for bar in ("True", "False"):
        done = run(source.replace("{bar}", bar))
        numbers.append({e.thread for e in done.events_of(fmt.DRAW) if e.row == 6})
    assert numbers == [{1}, {1}]
    assert done.events_of(fmt.THREAD)
