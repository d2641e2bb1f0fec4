"""Results that follow to the bit from what was read: told by that, as long as nothing else can be behind them."""

from __future__ import annotations

from typing import Any, Callable

import pytest
import torch
from samerun_tracer import format as fmt
from samerun_tracer.hooks import torch_exact, unordered

from conftest import compared

aten = torch.ops.aten
ELEMENTWISE: dict[str, Callable[[Any, Any], Any]] = {
    "add.Tensor": torch.add,
    "add.Scalar": lambda a, b: a + 0.3,
    "sub.Tensor": torch.sub,
    "sub.Scalar": lambda a, b: a - 0.3,
    "neg": lambda a, b: -a,
    "relu": lambda a, b: a.relu(),
    "threshold_backward": lambda a, b: aten.threshold_backward(a, b, 0.1),
    "_to_copy": lambda a, b: a.to(torch.float64 if a.dtype is not torch.float64 else torch.float32),
    "mul.Scalar": lambda a, b: aten.mul.Scalar(a, 0.3),
    "mul.Tensor": lambda a, b: a * torch.tensor(0.3, dtype=a.dtype),
    "div.Scalar": lambda a, b: aten.div.Scalar(a, 0.3),
    "div.Tensor": lambda a, b: a / torch.tensor(0.3, dtype=a.dtype),
}
MOVED: dict[str, Callable[[Any], Any]] = {
    "clone": lambda a: a.t().clone(memory_format=torch.contiguous_format),
    "cat": lambda a: torch.cat([a, a[:1]]),
    "stack": lambda a: torch.stack([a, a], 1),
    "select_backward": lambda a: aten.select_backward(a, [37, 3, 29], 1, 2),
    "slice_backward": lambda a: aten.slice_backward(a, [37, 60], 1, 1, 59, 2),
}
# What is normed, and what follows from it and from the other results.
NORMS: dict[str, Callable[[Any], Any]] = {
    "native_batch_norm": lambda x: torch.native_batch_norm(x, None, None, None, None, True, 0.1, 1e-5),
    "_native_batch_norm_legit.no_stats": lambda x: aten._native_batch_norm_legit.no_stats(
        x, None, None, True, 0.1, 1e-5
    ),
    "native_layer_norm": lambda x: torch.native_layer_norm(x, x.shape[1:], None, None, 1e-5),
    "native_group_norm": lambda x: torch.native_group_norm(x, None, None, *x.shape[:2], x[0, 0].numel(), 4, 1e-5),
    "native_batch_norm_backward": lambda x: aten.native_batch_norm_backward(
        x.sin(), x, x[0, :, 0, 0], None, None, x.mean((0, 2, 3)), x.var((0, 2, 3)).rsqrt(), True, 1e-5, [True] * 3
    ),
}


def test_every_exact_op_is_tried() -> None:
    assert set(ELEMENTWISE) == torch_exact.EXACT | torch_exact.SCALED | {torch_exact.CAST}
    assert set(MOVED) == torch_exact.MOVED


@pytest.mark.parametrize("name", sorted(ELEMENTWISE))
@pytest.mark.parametrize("kind", [torch.float32, torch.float64, torch.bfloat16])
def test_an_exact_op_gives_each_element_the_same_alone_and_among_others(name: str, kind: torch.dtype) -> None:
    generator = torch.Generator().manual_seed(11)
    a, b = (torch.randn(1013, generator=generator).to(kind) for _ in range(2))
    whole = ELEMENTWISE[name](a, b)
    order = torch.randperm(1013, generator=generator)
    parts = torch.cat([ELEMENTWISE[name](a[i : i + 1], b[i : i + 1]) for i in range(1013)])
    assert torch.equal(whole.view(torch.uint8), parts.view(torch.uint8))
    shuffled = ELEMENTWISE[name](a[order], b[order])
    assert torch.equal(whole[order].view(torch.uint8), shuffled.view(torch.uint8))


@pytest.mark.parametrize("name", sorted(MOVED))
def test_an_op_that_moves_elements_changes_and_loses_none(name: str) -> None:
    values = torch.randn(37, 29, generator=torch.Generator().manual_seed(11))
    where = MOVED[name](torch.arange(1, values.numel() + 1).view(37, 29))
    moved = MOVED[name](values)
    assert torch.equal(moved, torch.where(where > 0, values.flatten()[where.clamp(min=1) - 1], 0.0))
    assert len(where.unique()) >= values.numel()


@pytest.mark.needs("ops")
@pytest.mark.parametrize("name", sorted(NORMS))
def test_what_is_normed_follows_from_what_was_read_and_from_the_sums(name: str) -> None:
    x = torch.randn(32, 8, 15, 17, generator=torch.Generator().manual_seed(11))
    found: dict[bytes, set[bytes]] = {}
    threads = torch.get_num_threads()
    try:
        for count in (1, 2, 3, 5):
            torch.set_num_threads(count)
            for at in (0, 1, 3):
                # The same numbers, at another alignment.
                moved = torch.empty(x.numel() + at)[at:].view(x.shape).copy_(x)
                result, *sums = (value.numpy().tobytes() for value in NORMS[name](moved))
                found.setdefault(b"".join(sums), set()).add(result)
    finally:
        torch.set_num_threads(threads)
    assert [len(results) for results in found.values()] == [1] * len(found)


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
    ways = ("made = (made + made) + (made + made)", "made = made * (made * 0 + 4)")
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


CLIPPED = """
import os, torch
torch.manual_seed(0)
net = torch.nn.Sequential(torch.nn.Linear(64, 64, bias=False), torch.nn.Linear(64, 64, bias=False))
opt = torch.optim.SGD(net.parameters(), lr=0.1)
for step in range(2):
    opt.zero_grad()
    net(torch.ones(2, 64)).sum().backward()
    net[1].weight.grad[0, 0] *= 1.0 + float(os.environ["MORE"])
    {how}
    opt.step()
"""


@pytest.mark.needs("ops")
@pytest.mark.parametrize(
    ("how", "alike"),
    [
        ("torch._foreach_mul_([p.grad for p in net.parameters()], 0.5)", False),
        ("torch._foreach_mul_([p.grad for p in net.parameters()], torch.tensor(0.5))", False),
        ("[p.grad.mul_(torch.tensor(0.5)) for p in net.parameters()]", False),
        ("[p.grad.div_(2.0) for p in net.parameters()]", False),
        ("torch._foreach_div_([p.grad for p in net.parameters()], 2.0)", False),
        (
            "torch._amp_foreach_non_finite_check_and_unscale_("
            "[p.grad for p in net.parameters()], torch.zeros(1), torch.tensor(0.5))",
            False,
        ),
        ("torch._foreach_mul_([p.grad for p in net.parameters()], 0.0)", True),
        ("torch._foreach_mul_([p.grad for p in net.parameters()], torch.tensor(0.0))", True),
        ("[p.grad.mul_(0.0) for p in net.parameters()]", True),
    ],
)
def test_a_factor_keeps_gradients_apart_one_by_one_unless_it_is_zero(
    run: Callable[..., Any], how: str, alike: bool
) -> None:
    first, second = (
        run(CLIPPED.format(how=how), level="ops", env={"OMP_NUM_THREADS": "1", "MORE": more}) for more in ("0.0", "1.0")
    )
    for kind in (fmt.GRADIENT, fmt.PARAMETER):
        pairs = list(zip(first.events_of(kind), second.events_of(kind)))[:2]
        assert [(a.name, a.after == b.after) for a, b in pairs] == [("0.weight", True), ("1.weight", alike)]


VANISHING = """
import os, torch
torch.manual_seed(0)
net = torch.nn.Linear(64, 64, bias=False)
torch.nn.init.ones_(net.weight)
opt = torch.optim.SGD(net.parameters(), lr=1e-3)
x = torch.ones(2, 64)
for step in range(20):
    opt.zero_grad()
    net(x).sum().backward()
    if step == 3:
        net.weight.grad.mul_(1 + float(os.environ["MORE"]) * torch.eye(64))
    opt.step()
"""


@pytest.mark.needs("ops")
def test_a_difference_that_rounding_has_ended_ends_where_parameters_are_told_by_their_bytes(
    run: Callable[..., Any],
) -> None:
    first, second = (
        run(VANISHING, level="ops", env={"OMP_NUM_THREADS": "1", "MORE": more}).events_of(fmt.PARAMETER)
        for more in ("0.0", "3e-7")
    )
    assert [a.step for a, b in zip(first, second) if a.after != b.after] == list(range(3, 16))


@pytest.mark.needs("ops")
def test_ops_that_add_up_in_any_order_have_torchs_own_names() -> None:
    ops = {name.partition("::")[2].partition(".")[0] for name in torch._C._dispatch_get_all_op_names()}
    assert ops >= unordered.FORWARD
    known = ops | set(dir(torch.nn.functional)) | {"getitem"}
    assert known >= unordered.BACKWARD
    found = {name for name in ops if unordered.is_unordered(f"aten::{name}")}
    wanted = "index_add_ scatter_add cumsum embedding_dense_backward upsample_bilinear2d_backward _ctc_loss_backward"
    assert found >= {*wanted.split(), "_scaled_dot_product_efficient_attention_backward"}
    assert not found & {"add", "mm", "convolution_backward", "select_backward", "native_layer_norm_backward"}
