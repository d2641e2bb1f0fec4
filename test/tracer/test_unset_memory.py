"""Memory without a value: what is read of it is noted at the line that asked for it, and an intervention sets it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

import pytest
from samerun_tracer import format as fmt

TORCH = """
import torch
dirty = torch.full((64,), 7.0)
del dirty
read = torch.empty(64)
read + 1
legacy = torch.Tensor(8, 8)
legacy.mul_(0.5)
part = read.new_empty(64)
part[:4] = 1.0
part.sum()
filled = torch.empty(64).fill_(2.0)
(filled * 3).sum()
initial = torch.nn.Linear(8, 8)
initial(torch.ones(8))
torch.empty(64)
print(float(read.sum()), float(part.sum()))
""".lstrip("\n")


def unset(done: Any) -> list[tuple[str, int]]:
    found = [(e.name, e.row) for e in done.events_of(fmt.QUERY) if "empty" in e.name]
    return list(dict.fromkeys(found))


@pytest.mark.needs("ops")
def test_a_tensor_that_is_read_before_it_is_written(run: Callable[..., Any]) -> None:
    assert unset(run(TORCH, level="ops")) == [("torch.empty", 4), ("torch.empty", 6), ("torch.new_empty", 8)]


@pytest.mark.needs("ops")
def test_memory_is_set_at_the_pinned_lines_only(run: Callable[..., Any], tmp_path: Path) -> None:
    script = str(tmp_path / "home" / "script.py")
    both = run(TORCH, level="ops", pins={"filled": [[script, 4], [script, 8]]})
    assert both.stdout == "0.0 4.0\n"
    one = run(TORCH, level="ops", pins={"filled": [[script, 8]]})
    assert one.stdout != "0.0 4.0\n"


NUMPY = """
import pickle
import numpy as np
dirty = np.full(64, 7.0)
del dirty
given = np.empty(64)
like = np.empty_like(given, dtype=int)
np.empty(1 << 20)
np.empty(3, dtype=object)
class Makers:
    make = np.empty
print(Makers().make((2, 3)).shape, pickle.loads(pickle.dumps(np.empty)) is np.empty, given.sum())
""".lstrip("\n")


def test_an_array_of_numpy_is_noted_as_it_is_given_out(run: Callable[..., Any], tmp_path: Path) -> None:
    done = run(NUMPY)
    assert unset(done) == [("numpy.empty", 5), ("numpy.empty_like", 6), ("numpy.empty", 11)]
    assert done.stdout == "(2, 3) True 448.0\n"
    pinned = run(NUMPY, pins={"filled": [[str(tmp_path / "home" / "script.py"), 5]]})
    assert pinned.stdout == "(2, 3) True 0.0\n"
