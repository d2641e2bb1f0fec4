"""`torch.compile`: a compiled region is one op, also where it writes to its inputs, and its cache is no user code."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

import pytest
from samerun_tracer import format as fmt

from conftest import first_difference, plain, readable, traces

SOURCE = """
import hashlib, torch
from torch import nn
torch.manual_seed(0)
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(8, 32), nn.BatchNorm1d(32), nn.GELU(), nn.Dropout(0.2), nn.Linear(32, 3))
        self.register_buffer("count", torch.zeros(1))
    def forward(self, x):
        self.count += 1
        return self.body(x) * (torch.ones(3) * 2) + self.count
net = Net()
fast = torch.compile(net)
@torch.compile
def penalty(a, b):
    scale = 0.01
    return scale * (a.sin() * b.cos()).sum()
@torch.compile
def histogram(y):
    ones = torch.ones(16)
    return torch.zeros(3).index_add(0, y, ones)
opt = torch.optim.SGD(net.parameters(), 0.1)
for i in range(3):
    x, y = torch.randn(16, 8), torch.randint(0, 3, (16,))
    loss = nn.functional.cross_entropy(fast(x), y) + penalty(net.body[0].weight, net.body[0].weight)
    opt.zero_grad()
    loss.backward()
    opt.step()
    counted = net.count + 1
    histogram(y)
print(hashlib.sha256(b"".join(t.detach().numpy().tobytes() for t in net.state_dict().values())).hexdigest())
"""


@pytest.mark.needs("compile")
def test_a_region_is_one_op_with_cold_and_warm_caches(run: Callable[..., Any], tmp_path: Path) -> None:
    # The cache is where a user may put it: inside of a root. The second run finds the first one's code.
    env = {"OMP_NUM_THREADS": "1", "TORCHINDUCTOR_CACHE_DIR": str(tmp_path / "home" / "cache")}
    cold = run(SOURCE, level="ops", env=env, keep=None, timeout_s=400)
    warm = run(SOURCE, level="ops", env=env, keep=None, timeout_s=400)
    steps = run(SOURCE, level="steps", env=env, keep=None, timeout_s=400)
    assert cold.stdout == warm.stdout == steps.stdout == plain(SOURCE, tmp_path / "home", **env).stdout != ""
    a, b = traces(cold), traces(warm)
    assert first_difference(a["r0.main"], b["r0.main"]) is None
    assert any("one operation a region" in event.get("text", "") for event in cold.events)

    events = readable(a["r0.main"])
    regions = [e for e in events if e.name.startswith("torch.compile::region")]
    assert len(regions) == 5 * 3
    lines = SOURCE.splitlines()
    call = next(i for i, line in enumerate(lines, 1) if "fast(x)" in line)
    head = next(i for i, line in enumerate(lines, 1) if "@torch.compile" in line)
    # Of a region that adds up in no fixed order, the line that does.
    sums = next(i for i, line in enumerate(lines, 1) if "index_add" in line)
    assert {(e.row, e.end_row, e.flags & fmt.BACKWARD) for e in regions} == {
        (call, call, 0), (call, call, 1), (head, head + 3, 0), (head, head + 3, 1), (sums, sums, 0),
    }  # fmt: skip
    # What a region wrote to one of its inputs is known to the op that reads it next.
    counted = next(i for i, line in enumerate(lines, 1) if "net.count + 1" in line)
    assert [e.sample for e in events if e.row == counted and e.kind == fmt.OP] == [2.0, 3.0, 4.0]
    assert len({e.before for e in events if e.row == counted and e.kind == fmt.OP}) == 3
    assert not [e for e in warm.events if "behind torch's back" in e.get("text", "")]
    # Only the script's rows: compiled code is nobody's line.
    for trace in (a["r0.main"], steps.trace()):
        assert {Path(place[0]).name for place in trace.places.values()} == {"script.py"}
    # Dropout of a compiled region draws at the line that runs the region, at both levels.
    # Older torches take the seed of a region by another kernel.
    for trace, names in ((a["r0.main"], {"torch:compiled"}), (steps.trace(), {"torch:random_", "torch:randint"})):
        # The compiler's own draws, for names of files and the like, are the library's.
        drawn = [e for e in readable(trace, fmt.DRAW) if e.row == call and not e.flags & fmt.LIBRARY]
        assert len(drawn) == 3 and {e.name for e in drawn} <= names
    assert "body.0.weight" in {e.name for e in readable(steps.trace(), fmt.GRADIENT)}
