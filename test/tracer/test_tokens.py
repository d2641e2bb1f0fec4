"""What a storage is remembered to hold: never stale after a write, whoever made it, and nothing that is kept or copied."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

import pytest
from samerun_tracer import format as fmt

from conftest import plain

UNSEEN = """
    import ctypes, numpy as np, torch
    def fresh(): return torch.arange(8.0) * 1.5
    def show(x): x + 0
    x = fresh(); show(x); x.data.add_(1); show(x)
    x = fresh(); show(x); x[2:4].mul_(2); show(x)
    x = fresh(); show(x); x.numpy()[0] = 77; show(x)
    x = fresh(); show(x); np.asarray(x)[0] = 78; show(x)
    x = fresh(); show(x); x.untyped_storage()[0] = 3; show(x)
    n = np.arange(8, dtype=np.float32); x = torch.from_numpy(n); show(x); n[0] = 5; show(x)
    bn = torch.nn.BatchNorm1d(4); show(bn.running_mean); bn(torch.arange(12.0).view(3, 4)); show(bn.running_mean)
    x = fresh(); show(x); torch.add(torch.ones(8), 1, out=x); show(x)
    x = fresh(); show(x); x.untyped_storage().copy_(torch.ones(8).untyped_storage()); show(x)
"""


@pytest.mark.needs("ops")
def test_writes_past_dispatch_do_not_leave_a_stale_token(run: Callable[..., Any]) -> None:
    done = run(UNSEEN, level="ops")
    shows = [e for e in done.events_of(fmt.OP) if e.row == 4]
    assert len(shows) == 18
    for before, after in zip(shows[::2], shows[1::2]):
        assert before.before != after.before and before.after != after.after


@pytest.mark.needs("ops")
def test_a_write_by_address_is_caught_by_the_audit(run: Callable[..., Any]) -> None:
    done = run(
        """
        import ctypes, torch
        x = torch.arange(8.0) * 1.5
        for i in range(400):
            ctypes.c_float.from_address(x.data_ptr()).value = float(i)
            x + 0
        """,
        level="ops",
    )
    assert any("behind torch's back" in event.get("text", "") for event in done.events)
    late = [e for e in done.events_of(fmt.OP) if e.row == 6][300:]
    assert len({e.before for e in late}) == len(late)


def test_a_checkpoint_and_a_copy_carry_nothing_of_ours(run: Callable[..., Any], tmp_path: Path) -> None:
    source = """
        import copy, io, pickle, hashlib, re, torch
        torch.manual_seed(0)
        net = torch.nn.Linear(3, 2); net(torch.ones(1, 3)).sum().backward()
        file = io.BytesIO(); torch.save({"net": net.state_dict(), "module": net}, file)
        copy.deepcopy(net)(torch.ones(1, 3))
        print(hashlib.sha256(file.getvalue()).hexdigest(), b"samerun" in file.getvalue(), sorted(vars(net)))
        pickled = re.sub(rb"[0-9]{9,}", b"", pickle.dumps(net))  # torch 1 writes addresses
        print(len(pickled), b"samerun" in pickled)
    """
    assert run(source, level="ops").stdout == plain(source, tmp_path / "bare").stdout
