"""Ops that give other results for the same inputs: what tells them, and what does not."""

from __future__ import annotations

from typing import Any, Callable

import pytest
from samerun_tracer import format as fmt

from conftest import compared

NONDETERMINISTIC = """
    import torch
    torch.manual_seed(0)
    torch.set_num_threads(4)
    index = torch.randint(0, 50, (200000,))
    source = torch.randn(200000)
    for i in range(6):
        out = torch.zeros(50)
        out.index_put_((index,), source, accumulate=True)
        twice = out * 2
"""
GATHER = """
    import torch
    torch.manual_seed(0)
    torch.set_num_threads(4)
    table = torch.nn.Parameter(torch.randn(10, 16))
    opt = torch.optim.SGD([table], 1.0)
    for i in range(6):
        index = torch.randint(0, 10, (20000,))
        rows = table[index]
        loss = (rows - torch.randn(20000, 16)).pow(2).mean()
        opt.zero_grad(); loss.backward(); opt.step()
"""


@pytest.mark.needs("ops")
@pytest.mark.parametrize(
    ("source", "op", "row", "backward"),
    [(NONDETERMINISTIC, "aten::index_put_", 9, 0), (GATHER, "aten::index_put", 9, 1)],
)
def test_a_nondeterministic_op_has_equal_inputs_and_other_outputs(
    run: Callable[..., Any], source: str, op: str, row: int, backward: int
) -> None:
    options = {"level": "ops", "env": {"OMP_NUM_THREADS": "4"}}
    first = run(source, **options)
    for _ in range(4):
        second = run(source, **options)
        a = first.events_of(fmt.OP)
        b = second.events_of(fmt.OP)
        pair = next(((x, y) for x, y in zip(a, b) if (x.before, x.after) != (y.before, y.after)), None)
        if pair is not None:
            break
    assert pair is not None, "five runs agreed"
    x, y = pair
    assert (x.name, x.row, x.flags & fmt.BACKWARD) == (op, row, backward)
    assert x.before == y.before and x.after != y.after


def test_pinning_the_deterministic_implementation_cures_it(run: Callable[..., Any]) -> None:
    options = {"level": "ops", "env": {"OMP_NUM_THREADS": "4"}, "pins": {"deterministic": True}}
    first, second = (run(NONDETERMINISTIC, **options).trace() for _ in range(2))
    assert first.header["pins"] == {"deterministic": True}
    assert compared(first) == compared(second)


@pytest.mark.needs("ops")
def test_an_op_with_another_scalar_is_not_taken_for_nondeterministic(run: Callable[..., Any]) -> None:
    source = "import random, torch\nx = torch.ones(3)\nx.mul_(random.random())\nx.to(torch.float64)\ntorch.tensor(float('nan')) + float('nan')\n"
    a, b = (run(source, level="ops").events_of(fmt.OP) for _ in range(2))
    assert a[1].name == "aten::mul_.Tensor" and a[1].before != b[1].before
    nan = [[(e.before, e.after) for e in events if e.row == 5] for events in (a, b)]
    assert nan[0] == nan[1] != []
