"""Hashes that a device computes, read back together: with tensors that claim to live on one, for there is none here."""

from __future__ import annotations

from typing import Any, Callable

import pytest
import torch
from samerun_tracer import awaited
from samerun_tracer import format as fmt
from samerun_tracer.hooks import device_hash, torch_values

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


def test_nothing_is_read_while_a_graph_is_captured() -> None:
    class Graph:
        def capture_begin(self) -> None:
            assert devices.capturing

        def capture_end(self) -> None:
            assert not devices.settle()

    torch_values.begin(torch)
    devices = device_hash.Devices(torch, torch_values.quiet, torch_values.weighted_on_device)
    devices.watch_captures(Graph)
    graph = Graph()
    graph.capture_begin()
    assert devices.capturing
    graph.capture_end()
    assert not devices.capturing
    assert devices.settle()
