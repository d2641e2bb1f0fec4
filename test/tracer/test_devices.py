"""Hashes that a device computes, read back together: with tensors that claim to live on one, for there is none here."""

from __future__ import annotations

from typing import Any, Callable

import pytest
import torch
from samerun_tracer import awaited
from samerun_tracer import format as fmt
from samerun_tracer.hooks import device_graphs

from conftest import compared, plain

# No kernel reads this memory, so that torch's own ops compute each hash, as on a device that torch compiles nothing for.
ELSEWHERE = "import torch; torch.Tensor.is_cpu = property(lambda self: False)\n"
TRAINING = """
import os, time
from torch import nn
torch.manual_seed(3)
net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.ReLU(inplace=True), nn.Flatten(), nn.Linear(288, 4))
opt = torch.optim.AdamW(net.parameters())
mean = [p.detach().clone() for p in net.parameters()]
for step in range(4):
    x = torch.randn(8, 3, 8, 8)
    x[:, 1] = float(os.environ.get("FILL", "0")) if step == 2 else 1.0
    opt.zero_grad()
    loss = nn.functional.cross_entropy(net(x.relu() + x[:, :1]), torch.arange(8) % 4)
    loss.backward()
    opt.step()
    for m, p in zip(mean, net.parameters()): m.mul_(0.9).add_(p.detach(), alpha=0.1)
    time.sleep(float(os.environ.get("SLEEP", "0")))
print(loss.item(), mean[0].sum().item())
"""


@pytest.mark.parametrize("level", ["steps", pytest.param("ops", marks=pytest.mark.needs("ops"))])
def test_traces_agree_whenever_they_are_written(run: Callable[..., Any], tmp_path: Any, level: str) -> None:
    first = run(ELSEWHERE + TRAINING, level=level)
    # A trace is written every fifth of a second: here after each step.
    second = run(ELSEWHERE + TRAINING, level=level, env={"OMP_NUM_THREADS": "1", "SLEEP": "0.25"})
    assert compared(first.trace()) == compared(second.trace())
    assert first.stdout == plain("import torch\n" + TRAINING, tmp_path / "bare", OMP_NUM_THREADS="1").stdout


@pytest.mark.needs("ops")
def test_a_difference_shows_where_it_comes_in_and_what_follows_from_it(run: Callable[..., Any]) -> None:
    runs = [
        run(ELSEWHERE + TRAINING, level="ops", env={"OMP_NUM_THREADS": "1", "FILL": fill}).events_of(
            fmt.OP, fmt.GRADIENT, fmt.PARAMETER
        )
        for fill in ("0", "0.5")
    ]
    pairs = [(a, b) for a, b in zip(*runs) if (a.before, a.after) != (b.before, b.after)]
    row = next(i for i, line in enumerate((ELSEWHERE + TRAINING).splitlines(), 1) if "FILL" in line)
    assert pairs[0][0].row == row
    assert pairs[0][0].step == 2
    names = {a.name for a, _ in pairs}
    assert {"aten::relu", "aten::convolution", "0.weight", "torch.optim::AdamW"} <= names


@pytest.mark.needs("ops")
def test_samples_are_those_that_the_processor_would_read(run: Callable[..., Any]) -> None:
    here = run("import torch\n" + TRAINING, level="ops").events_of(fmt.OP, fmt.PARAMETER, fmt.LOSS)
    there = run(ELSEWHERE + TRAINING, level="ops").events_of(fmt.OP, fmt.PARAMETER, fmt.LOSS)
    sampled = [(a.sample, b.sample) for a, b in zip(here, there) if b.flags & fmt.SAMPLED]
    assert [a for a, _ in sampled] == [b for _, b in sampled]
    assert {e.name for e in there if e.flags & fmt.SAMPLED} >= {"aten::convolution", "0.weight", "backward"}


def test_an_awaited_hash_is_the_same_before_and_after_it_is_known() -> None:
    slots = [awaited.Slot(None) for _ in range(2)]
    early = awaited.mixed(3, awaited.Awaited((slots[0], 5)), slots[1].reader is None)
    for number, slot in enumerate(slots, 7):
        slot.number = number
    late = awaited.mixed(3, awaited.Awaited((slots[0], 5)), slots[1].reader is None)
    assert hash(early) == hash(late) == hash((3, 7, 5, True))


# As torch's own class does: what is captured is done again, without a dispatch, whenever the graph is replayed.
GRAPH = """
import os
from samerun_tracer.hooks import device_graphs, torch_values
class Graph:
    def capture_begin(self): assert torch_values.devices.capturing
    def capture_end(self): assert not torch_values.devices.settle()
    def replay(self):
        with torch_values.quiet(): self.work()
device_graphs.watch(Graph, torch_values.devices)
x, w, rows = torch.ones(8, 4), torch.ones(4), torch.tensor([0, 1, 0, 1, 0, 1, 0, 1])
total, out = torch.zeros(2, 4), torch.zeros(1)
def work():
    y = x * w
    total.copy_(torch.zeros(2, 4).index_add(0, rows, y))
    out.copy_(total.sum()[None])
graph = Graph()
graph.work = work
graph.capture_begin()
work()
graph.capture_end()
for step in range(3):
    x.fill_(step + 1)
    if step == 1: w.fill_(float(os.environ.get("FILL", "1")))
    graph.replay()
    if step == 2: total.add_(0.5), graph.replay()
print(out.item())
"""


@pytest.mark.needs("ops")
def test_a_replay_is_one_op_of_what_the_graph_reads_and_writes(run: Callable[..., Any]) -> None:
    first, second, other = (run(ELSEWHERE + GRAPH, level="ops", env={"FILL": fill}) for fill in ("1", "1", "2"))
    assert first.stdout == "96.0\n" and other.stdout == "192.0\n"
    assert compared(first.trace()) == compared(second.trace())
    a, b = ([e for e in done.events_of(fmt.OP) if e.name.startswith("torch.cuda::graph")] for done in (first, other))
    line = next(i for i, text in enumerate((ELSEWHERE + GRAPH).splitlines(), 1) if "index_add" in text)
    assert [(e.name, e.row) for e in a] == [("torch.cuda::graph1", line)] * 4
    assert [e.sample for e in a] == [32.0, 64.0, 96.0, 96.0]
    assert [x.before == y.before and x.after == y.after for x, y in zip(a, b)] == [True, False, False, False]
    # What it only writes is no input of it.
    assert a[2].before == a[3].before and a[2].after == a[3].after


@pytest.mark.needs("ops")
def test_a_storage_that_takes_a_freed_ones_number_is_one_of_its_own() -> None:
    capture = device_graphs.Capture()
    storages = []
    for _ in range(200):
        tensor = torch.empty(3)
        capture.note_write(tensor)
        storages.append(id(tensor.untyped_storage()))
        del tensor
    # At least one of these has had the number of another.
    assert len(set(storages)) < 200
    kept = [torch.empty(3) for _ in range(200)]
    for tensor in kept:
        capture.note_read(tensor)
    assert [storage() for storage, _ in capture.read.values()] == [tensor.untyped_storage() for tensor in kept]


@pytest.mark.needs("ops")
def test_a_line_that_is_computed_on_the_processor_gives_the_same(run: Callable[..., Any], tmp_path: Any) -> None:
    watch = "moved = []; torch.Tensor.cpu = lambda self: (moved.append(1), self)[1]\n"
    source = ELSEWHERE + watch + TRAINING + "print(len(moved) > 50)\n"
    row = next(i for i, text in enumerate(source.splitlines(), 1) if "loss = " in text)
    pins = {"on_cpu": [[str(tmp_path / "home" / "script.py"), row]]}
    pinned, free = (run(source, level="ops", env={"OMP_NUM_THREADS": "1"}, pins=some) for some in (pins, {}))
    assert [done.stdout.splitlines()[1] for done in (pinned, free)] == ["True", "False"]
    assert pinned.stdout.splitlines()[0] == free.stdout.splitlines()[0]
    # Only the bytes that are printed differ.
    a, b = ([e for e in compared(done.trace()) if e[0] != fmt.LINE] for done in (pinned, free))
    assert a == b
