"""Results that follow to the bit from what was read: told by that, as long as nothing else can be behind them."""

from __future__ import annotations

from typing import Any, Callable

import pytest
import torch
from samerun_tracer import format as fmt
from samerun_tracer.hooks import torch_exact

from conftest import compared

EXACT: dict[str, Callable[[Any, Any], Any]] = {
    "add.Tensor": torch.add,
    "add.Scalar": lambda a, b: a + 0.3,
    "sub.Tensor": torch.sub,
    "sub.Scalar": lambda a, b: a - 0.3,
    "neg": lambda a, b: -a,
    "relu": lambda a, b: a.relu(),
    "threshold_backward": lambda a, b: torch.ops.aten.threshold_backward(a, b, 0.1),
    "clone": lambda a, b: a.clone(),
    "_to_copy": lambda a, b: a.to(torch.float64 if a.dtype is not torch.float64 else torch.float32),
}


def test_every_exact_op_is_tried() -> None:
    assert set(EXACT) == torch_exact.EXACT | {torch_exact.CAST}


@pytest.mark.parametrize("name", sorted(EXACT))
@pytest.mark.parametrize("kind", [torch.float32, torch.float64, torch.bfloat16])
def test_an_exact_op_gives_each_element_the_same_alone_and_among_others(name: str, kind: torch.dtype) -> None:
    generator = torch.Generator().manual_seed(11)
    a, b = (torch.randn(1013, generator=generator).to(kind) for _ in range(2))
    whole = EXACT[name](a, b)
    order = torch.randperm(1013, generator=generator)
    parts = torch.cat([EXACT[name](a[i : i + 1], b[i : i + 1]) for i in range(1013)])
    assert torch.equal(whole.view(torch.uint8), parts.view(torch.uint8))
    shuffled = EXACT[name](a[order], b[order])
    assert torch.equal(whole[order].view(torch.uint8), shuffled.view(torch.uint8))


EXACT_CHAIN = """
import torch
torch.manual_seed(0)
made = torch.randn(64, 64)
{how}
torch.mm(made, made)
"""


@pytest.mark.needs("ops")
def test_what_an_exact_op_made_is_told_by_its_bytes_where_a_run_goes_on(run: Callable[..., Any]) -> None:
    """After a checkpoint a tensor has the same bytes, and another past."""
    ways = ("made = (made + made) + (made + made)", "made = made * 4.0")
    for pins, alike in (({}, False), ({"watch_state": True}, True)):
        found = [run(EXACT_CHAIN.format(how=how), level="ops", pins=pins).events_of(fmt.OP)[-1] for how in ways]
        assert [one.name for one in found] == ["aten::mm"] * 2
        assert (found[0].before == found[1].before) is alike
        assert found[0].after == found[1].after


SPARSE = """
import torch
torch.manual_seed(0)
table = torch.nn.Embedding(2000, 8, sparse=True)
opt = torch.optim.{optimizer}(table.parameters(), lr=0.1)
for step in range(3):
    rows = torch.randint(0, 2000, (64,))
    opt.zero_grad()
    table(rows).square().sum().backward()
    table(rows).sum().backward()
    doubled = table.weight.grad + table.weight.grad
    opt.step()
print(table.weight.sum().item())
"""


@pytest.mark.needs("ops")
@pytest.mark.parametrize("optimizer", ["SGD", "SparseAdam"])
def test_sparse_gradients_are_no_trouble(run: Callable[..., Any], optimizer: str) -> None:
    runs = [run(SPARSE.format(optimizer=optimizer), level="ops") for _ in range(2)]
    assert compared(runs[0].trace()) == compared(runs[1].trace())
    assert len(runs[0].events_of(fmt.GRADIENT)) == 3


STATE = """
import os, torch
torch.manual_seed(0)
net = torch.nn.Linear(64, 64)
opt = torch.optim.AdamW(net.parameters())
for step in range(4):
    opt.zero_grad()
    net(torch.ones(2, 64)).sum().backward()
    if step == 1:
        opt.state[net.weight]["exp_avg"][0, 0] += float(os.environ["MORE"])
    opt.step()
"""


@pytest.mark.needs("ops")
def test_a_change_of_an_optimizers_state_shows_in_the_step_that_reads_it(run: Callable[..., Any]) -> None:
    first, second = (
        run(STATE, level="ops", env={"OMP_NUM_THREADS": "1", "MORE": more}).events_of(fmt.OP) for more in ("0.0", "1.0")
    )
    updates = [
        (a.step, a.before == b.before, a.after == b.after)
        for a, b in zip(first, second)
        if a.name == "torch.optim::AdamW"
    ]
    assert updates == [(0, True, True), (1, False, False), (2, False, False), (3, False, False)]
