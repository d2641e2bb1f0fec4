"""Real training scripts under the tracer: the same bits, the right lines, and a trace that tells runs apart."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Callable

import pytest
import torch
from samerun_tracer import format as fmt
from samerun_tracer.hooks import torch_random

from conftest import compared, plain

CNN = """
    import hashlib, random
    import numpy as np
    import torch
    from torch import nn
    from torch.utils.data import DataLoader, Dataset
    random.seed(1); np.random.seed(2); torch.manual_seed(3)
    class Noisy(Dataset):
        def __len__(self): return 24
        def __getitem__(self, i):
            x = torch.full((3, 8, 8), float(i)) + random.random() + float(np.random.rand())
            return x + torch.rand(3, 8, 8), i % 4
    net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.ReLU(), nn.Dropout(0.3), nn.Flatten(), nn.Linear(288, 4))
    opt = torch.optim.{optimizer}
    for epoch in range(2):
        for x, y in DataLoader(Noisy(), batch_size=8, shuffle=True, num_workers={workers}):
            opt.zero_grad()
            loss = nn.functional.cross_entropy(net(x), y)
            loss.backward()
            opt.step()
    digest = hashlib.sha256(b"".join(t.detach().numpy().tobytes() for t in net.state_dict().values()))
    print(digest.hexdigest(), loss.item())
    print(hashlib.sha256(torch.get_rng_state().numpy().tobytes()).hexdigest(), random.random(), np.random.rand())
"""
PLAIN: dict[tuple[str, int], str] = {}


def script(optimizer: str = "AdamW(net.parameters())", workers: int = 0) -> str:
    return CNN.replace("{optimizer}", optimizer).replace("{workers}", str(workers))


@pytest.mark.parametrize("level", ["steps", "ops"])
@pytest.mark.parametrize("workers", [0, 2])
def test_bits_and_generators_are_those_of_a_plain_run(
    run: Callable[..., Any], tmp_path: Path, level: str, workers: int
) -> None:
    source = script(workers=workers)
    first = run(source, level=level)
    key = (source, workers)
    if key not in PLAIN:
        PLAIN[key] = plain(source, tmp_path / "bare").stdout
    assert first.stdout == PLAIN[key] != ""
    assert first.stderr == ""
    # A clean pair has equal traces, workers' included.
    second = run(source, level=level)
    names = {path.stem for path in (first.folder / "trace").iterdir()}
    assert len(names) == 1 + 2 * workers  # two epochs, each with workers of its own
    for name in names:
        a, b = first.trace(name), second.trace(name)
        assert a.whole and b.whole
        assert compared(a) == compared(b)
    if workers:
        assert {"r0.worker0", "r0.worker1", "r0.worker0.2", "r0.worker1.2"} < names
        assert first.events_of(fmt.DRAW, name="r0.worker1")
        assert {e.extra for e in first.events_of(fmt.BATCH)} == {1, 2}


@pytest.mark.needs("ops")
def test_optimizers_of_every_make(run: Callable[..., Any], tmp_path: Path) -> None:
    source = """
        import hashlib, torch
        torch.manual_seed(3)
        x = torch.randn(8, 5)
        for make in (
            lambda p: torch.optim.SGD(p, 0.1, momentum=0.9),
            lambda p: torch.optim.Adam(p, foreach=True),
            lambda p: torch.optim.AdamW(p, fused=True),
            lambda p: torch.optim.LBFGS(p, max_iter=3),
        ):
            net = torch.nn.Linear(5, 2)
            opt = make(net.parameters())
            def closure():
                opt.zero_grad(); loss = net(x).pow(2).sum(); loss.backward(); return loss
            for i in range(2):
                if isinstance(opt, torch.optim.LBFGS):
                    opt.step(closure)
                else:
                    closure(); opt.step()
            print(hashlib.sha256(net.weight.detach().numpy().tobytes()).hexdigest())
    """
    done = run(source, level="ops")
    assert done.stdout == plain(source, tmp_path / "bare").stdout
    assert [e.name for e in done.events_of(fmt.STEP)] == [n for n in ("SGD", "Adam", "AdamW", "LBFGS") for _ in "12"]
    # A step is one op; LBFGS runs the script's own closure, so there each op is told.
    updates = [e for e in done.events_of(fmt.OP) if e.row == 19]
    assert [e.name for e in updates] == [f"torch.optim::{n}" for n in ("SGD", "Adam", "AdamW") for _ in "12"]
    assert len({e.before for e in updates}) == len({e.after for e in updates}) == 6
    assert {e.row for e in done.events_of(fmt.OP) if e.step >= 6} >= {14, 17}
    assert all(len({e.after for e in done.events_of(fmt.PARAMETER) if e.step == step}) == 2 for step in range(8))


@pytest.mark.needs("ops")
def test_a_step_of_the_scripts_own_optimizer_is_told_op_by_op_and_a_failed_step_hides_nothing(
    run: Callable[..., Any],
) -> None:
    done = run(
        """
        import torch
        class Own(torch.optim.SGD):
            def step(self, closure=None):
                for group in self.param_groups:
                    for p in group["params"]:
                        p.data.add_(p.grad, alpha=-0.1)
        w = torch.ones(3, requires_grad=True)
        w.grad = torch.ones(3)
        Own([w], 0.1).step()
        nesterov = torch.optim.SGD([w], 0.1, momentum=0.9, nesterov=True, foreach=True)
        nesterov.step()
        seen = w.grad + 0
        bad = torch.optim.Adam([w])
        bad.param_groups[0]["betas"] = (0.9,)
        try: bad.step()
        except ValueError: pass
        torch.ones(2) * 3
        torch.nn.Identity()(w)
        w * 2
        """,
        level="ops",
    )
    assert done.status["kind"] == "completed", done.stderr
    told = [(e.name, e.row) for e in done.events_of(fmt.OP)]
    assert ("aten::add_.Tensor", 10) in told and ("torch.optim::SGD", 12) in told
    assert ("aten::mul.Tensor", 20) in told
    assert next(e.sample for e in done.events_of(fmt.OP) if e.row == 13) != 1.0


def test_a_step_is_told_in_full_at_its_lines(run: Callable[..., Any]) -> None:
    done = run(script())
    first = [e for e in done.events_of() if e.step == 0 and e.row]
    rows = {(e.kind, e.name): e.row for e in first}
    assert rows[fmt.BATCH, "DataLoader#1"] == 16
    assert rows[fmt.MODULE, "0"] == rows[fmt.MODULE, "Sequential"] == 18
    assert rows[fmt.LOSS, "backward"] == 19
    assert rows[fmt.GRADIENT, "0.weight"] == rows[fmt.PARAMETER, "5.bias"] == rows[fmt.STEP, "AdamW"] == 20
    assert (fmt.DRAW, "torch:bernoulli_") in rows and (fmt.DRAW, "python:random") in rows
    loss = next(e for e in first if e.kind == fmt.LOSS)
    assert loss.flags & fmt.SCALAR and 0.5 < loss.sample < 5
    order = [e.kind for e in first if e.kind in (fmt.LOSS, fmt.GRADIENT, fmt.PARAMETER, fmt.STEP)]
    assert order == sorted(order)


@pytest.mark.needs("ops")
def test_backward_ops_are_at_their_forward_line(run: Callable[..., Any]) -> None:
    done = run(
        """
        import torch
        w = torch.ones(3, 3, requires_grad=True)
        a = w @ w
        b = torch.zeros(3) + 1
        c = a.relu()
        d = c[0]
        loss = (d.exp()
                .sum())
        loss.backward()
        """,
        level="ops",
    )
    backward = [(e.name, e.row) for e in done.events_of(fmt.OP) if e.flags & fmt.BACKWARD]
    assert ("aten::mm", 4) in backward
    assert ("aten::threshold_backward", 6) in backward
    assert ("aten::select_backward", 7) in backward
    assert ("aten::mul.Tensor", 8) in backward
    # Before Python 3.10 a call that goes on in the next line is at its first.
    rows = {3, 4, 5, 6, 8, 10} | ({9} if sys.version_info >= (3, 10) else set())
    assert {e.row for e in done.events_of(fmt.OP) if not e.flags & fmt.BACKWARD} == rows


def test_a_draw_of_an_explicit_generator(run: Callable[..., Any]) -> None:
    for level in ("steps", "ops"):
        done = run(
            "import torch\ng = torch.Generator().manual_seed(4)\ntorch.rand(3, generator=g)\ntorch.rand(2)\n",
            level=level,
        )
        own, shared = done.events_of(fmt.DRAW)
        assert own.name.startswith("torch.Generator:") and own.flags & fmt.EXPLICIT and own.row == 3
        assert shared.name.startswith("torch:") and not shared.flags & fmt.EXPLICIT


@pytest.mark.needs("ops")
def test_the_list_of_drawing_kernels_is_torchs_own() -> None:
    """Every CPU kernel of an op with the tag is one that level steps puts its own kernel before."""
    found = set()
    for full in torch._C._dispatch_get_all_op_names():
        if not full.startswith("aten::") or not torch._C._dispatch_has_kernel_for_dispatch_key(full, "CPU"):
            continue
        packet, _, overload = full[6:].partition(".")
        try:
            op = getattr(getattr(torch.ops.aten, packet), overload or "default")
        except AttributeError:
            continue
        if torch.Tag.nondeterministic_seeded in op.tags and op._schema.name not in torch_random.NO_DRAW:
            found.add(full[6:])
    assert found == set(torch_random.KERNELS)


@pytest.mark.needs("ops")
def test_threads_that_compute_are_traced_each_on_its_own(run: Callable[..., Any]) -> None:
    done = run(
        """
        import threading, torch
        def work(i): torch.ones(3) * i
        threads = [threading.Thread(target=work, args=(i,)) for i in range(2)]
        for t in threads: t.start()
        for t in threads: t.join()
        """,
        level="ops",
    )
    assert sorted((e.thread, e.name) for e in done.events_of(fmt.OP) if "mul" in e.name) == [
        (1, "aten::mul.Tensor"),
        (2, "aten::mul.Tensor"),
    ]


def test_an_error_inside_an_op_reads_as_without_a_tracer(run: Callable[..., Any], tmp_path: Path) -> None:
    source = "import torch\nnet = torch.nn.Linear(3, 2)\nnet(torch.ones(1, 4))\n"
    done = run(source, level="ops")
    bare = plain(source, tmp_path / "home")
    assert done.status["kind"] == "exception" and done.status["row"] == 3
    assert done.stderr == bare.stderr


def test_lstm_autocast_and_saved_states_make_a_clean_pair(run: Callable[..., Any]) -> None:
    """An LSTM's work space holds bytes that nobody has set; a library may save and restore states around its work."""
    source = """
        import random, torch
        from torch import nn
        torch.manual_seed(0)
        body, head = nn.LSTM(20, 20, batch_first=True), nn.Linear(20, 2)
        opt = torch.optim.Adam([*body.parameters(), *head.parameters()], 0.01)
        for i in range(3):
            random.setstate(random.getstate())
            with torch.random.fork_rng(), torch.autocast("cpu", dtype=torch.bfloat16):
                hidden, _ = body(torch.randn(8, 5, 20))
                loss = head(hidden[:, -1]).float().pow(2).mean()
            opt.zero_grad(); loss.backward(); opt.step()
    """
    a, b = (compared(run(source, level="ops").trace()) for _ in range(2))
    assert a == b
    assert not [e for e in a if e[2] == "python:setstate"]
