"""Several ranks under a launcher: a trace each, exchanges read when they have finished, and who brought the difference."""

from __future__ import annotations

import socket
import sys
from typing import Any, Callable

import pytest
from samerun_tracer import format as fmt

from conftest import first_difference, readable, traces

DDP = """
import hashlib, sys
import numpy as np
import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader, DistributedSampler, TensorDataset
dist.init_process_group("gloo")
rank = dist.get_rank()
torch.manual_seed(0)
data = TensorDataset(torch.randn(64, 8), torch.randint(0, 3, (64,)))
net = DistributedDataParallel(nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Dropout(0.2), nn.Linear(16, 3)))
opt = torch.optim.SGD(net.parameters(), 0.1, momentum=0.9)
sampler = DistributedSampler(data)
for epoch in range(2):
    sampler.set_epoch(epoch)
    for x, y in DataLoader(data, batch_size=8, sampler=sampler):
        if rank == 1:
            x = x + float(np.random.default_rng({seed}).random())
        opt.zero_grad()
        loss = nn.functional.cross_entropy(net(x), y)
        loss.backward()
        opt.step()
        total = loss.detach().clone()
        dist.all_reduce(total)
digest = hashlib.sha256(b"".join(t.detach().numpy().tobytes() for t in net.state_dict().values())).hexdigest()
sys.stdout.write(f"{rank} {total.item()} {digest}\\n")
dist.destroy_process_group()
"""
EXCHANGES = """
import sys, torch
import torch.distributed as dist
from torch.distributed._functional_collectives import all_reduce
dist.init_process_group("gloo")
rank = dist.get_rank()
x = torch.full((5,), float(rank + 1))
dist.all_reduce(x)
handle = dist.all_reduce(x, async_op=True)
z = torch.ones(3) * (rank + 1)
dist.broadcast(z, 0)
handle.wait()
objects = [None, None]
dist.all_gather_object(objects, {"rank": rank})
(dist.send if rank == 0 else dist.recv)(x, 1 - rank)
got = [torch.empty(5) for _ in range(2)]
dist.all_gather(got, x)
late = all_reduce(x, "sum", dist.group.WORLD) + 1
sys.stdout.write(f"{rank} {x.tolist()} {z.tolist()} {objects} {got} {late.tolist()}\\n")
dist.destroy_process_group()
"""


def torchrun() -> list[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # Spelt as every torch understands it.
    where = ["--nproc_per_node", "2", "--master_addr", "127.0.0.1", "--master_port", str(port)]
    return [sys.executable, "-m", "torch.distributed.run", *where]


@pytest.fixture
def pair_of_ranks(start: Callable[..., Any], tmp_path: Any) -> Callable[..., Any]:
    """Two launches, one after the other: each has a port of its own."""

    def launch(source: str, level: str, count: int = 2) -> list[Any]:
        runs = []
        for _ in range(count):
            done = start(source, launcher=torchrun(), level=level).wait()
            assert done.status["kind"] == "completed" and done.status["trouble"] is None, done.stderr
            assert {"r0.main", "r1.main"} <= traces(done).keys()
            runs.append(done)
        return runs

    return launch


@pytest.mark.needs("torchrun")
def test_ranks_write_their_own_traces_and_agree(pair_of_ranks: Callable[..., Any], tmp_path: Any) -> None:
    from conftest import plain

    source = DDP.replace("{seed}", "3")
    one, two = pair_of_ranks(source, "ops")
    bare = plain(source, tmp_path / "bare", torchrun()).stdout
    assert sorted(one.stdout.splitlines()) == sorted(bare.splitlines()) != []
    a, b = traces(one), traces(two)
    assert a.keys() == b.keys()
    for name in a:
        assert first_difference(a[name], b[name]) is None
        if name != "r0.launcher":
            assert a[name].header["rank"] == int(name[1])
    steps = [e for e in readable(a["r1.main"]) if e.kind == fmt.STEP]
    assert len(steps) == 8
    assert "0.weight" in {e.name for e in readable(a["r1.main"], fmt.GRADIENT)}


@pytest.mark.needs("torchrun")
def test_the_rank_that_draws_differs_first_and_the_other_by_what_it_got(pair_of_ranks: Callable[..., Any]) -> None:
    one, two = (traces(run) for run in pair_of_ranks(DDP.replace("{seed}", ""), "steps"))
    drawn = first_difference(one["r1.main"], two["r1.main"])
    row = next(i for i, line in enumerate(DDP.splitlines(), 1) if "{seed}" in line)
    assert drawn[0][0] == fmt.DRAW and drawn[0][3] == row
    # The other rank's own work was the same; gradients came back from the exchange otherwise.
    got = first_difference(one["r0.main"], two["r0.main"])
    assert got[0][0] == fmt.GRADIENT and got[0][4] == 0
    exchanges = [
        [e for e in readable(trace["r0.main"], fmt.OP) if e.name == "c10d::all_reduce" and e.step == 1]
        for trace in (one, two)
    ]
    (a,), (b,) = exchanges
    assert a.before == b.before and a.after != b.after


@pytest.mark.needs("torchrun")
@pytest.mark.parametrize("level", ["steps", pytest.param("ops", marks=pytest.mark.needs("ops"))])
def test_exchanges_are_read_when_they_have_finished(pair_of_ranks: Callable[..., Any], level: str) -> None:
    (done,) = pair_of_ranks(EXCHANGES, level, 1)
    events = {rank: done.events_of(fmt.OP, name=f"r{rank}.main") for rank in (0, 1)}
    names = [e.name for e in events[0] if e.name.startswith("c10d::")]
    # An exchange that is waited for later is told then, at the line that began it.
    assert names == [
        f"c10d::{n}" for n in ("all_reduce", "broadcast", "all_reduce", "all_gather_object", "send", "all_gather")
    ]
    rows = [e.row for e in events[0] if e.name == "c10d::all_reduce"]
    assert rows == [8, 9]
    for name in ("c10d::all_reduce", "c10d::broadcast", "c10d::all_gather", "c10d::all_gather_object"):
        one, two = ([e for e in events[rank] if e.name == name] for rank in (0, 1))
        assert [e.after for e in one] == [e.after for e in two] and one[0].after
    assert [e.sample for e in events[1] if e.name == "c10d::all_reduce"] == [3.0, 6.0]
    # Of what one rank hands to all, that rank alone gives something.
    handed = [[e.before != 0 for e in events[rank] if e.name == "c10d::broadcast"] for rank in (0, 1)]
    assert handed == [[True], [False]]
    assert all(e.before for rank in (0, 1) for e in events[rank] if e.name == "c10d::all_gather_object")
    sent = next(e for e in events[0] if e.name == "c10d::send")
    assert sent.before == next(e for e in events[1] if e.name == "c10d::recv").after
    if level == "ops":
        late = [next(e for e in events[rank] if e.name == "aten::add.Tensor") for rank in (0, 1)]
        assert late[0].before == late[1].before and late[0].sample == 13.0


@pytest.mark.parametrize(
    ("words", "launches"),
    [
        (["python", "/bin/torchrun", "train.py"], True),
        (["python", "-u", "-X", "dev", "/bin/accelerate", "launch", "train.py"], True),
        (["python", "-m", "torch.distributed.run", "train.py"], True),
        (["python", "-u", "train.py", "torchrun"], False),
        (["python", "-m", "package.train"], False),
        (["python", "-c", "import torchrun"], False),
        (["python"], False),
    ],
)
def test_a_process_is_a_launcher_by_what_it_runs_itself(words: list[str], launches: bool) -> None:
    from samerun_tracer import install

    assert install._is_launcher(words) is launches
