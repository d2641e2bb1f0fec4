"""Interventions: each fixes its own suspect and nothing else, and a run without them fixes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable

import pytest
from samerun_tracer import format as fmt

from conftest import plain

ENTROPY = """
    import os, random, secrets, time, uuid
    import numpy as np
    print("python", random.random())
    print("private", random.Random().random())
    print("numpy", np.random.rand())
    print("generator", np.random.default_rng().random())
    print("state", np.random.RandomState().rand())
    print("clock", time.time(), time.perf_counter())
    print("entropy", os.urandom(4), uuid.uuid4(), secrets.token_hex(4))
    print("hash", hash("a"), hash("b"))
"""
PINS = [
    ({"seed": {"stream": "python", "value": 1024}}, {"python"}),
    ({"seed": {"stream": "python.Random", "value": 1024}}, {"private"}),
    ({"seed": {"stream": "numpy", "value": 1024}}, {"numpy"}),
    ({"seed": {"stream": "numpy.Generator", "value": 1024}}, {"generator"}),
    ({"seed": {"stream": "numpy.RandomState", "value": 1024}}, {"state"}),
    ({"clock": True}, {"clock"}),
    ({"entropy": True}, {"entropy"}),
    ({"hashseed": 0}, {"hash"}),
    ({}, set()),
]


@pytest.mark.parametrize(("pins", "fixed"), PINS)
def test_a_pin_fixes_its_suspect_only(run: Callable[..., Any], pins: dict[str, Any], fixed: set[str]) -> None:
    a, b = (run(ENTROPY, pins=pins).stdout.splitlines() for _ in range(2))
    assert len(a) == 8
    assert {line.split()[0] for line, other in zip(a, b) if line == other} == fixed


def test_a_seed_of_the_scripts_own_wins(run: Callable[..., Any]) -> None:
    done = run(
        "import random\nrandom.seed(7)\nprint(random.random())", pins={"seed": {"stream": "python", "value": 1024}}
    )
    assert done.stdout == "0.32383276483316237\n"
    assert done.trace().header["pins"] == {"seed": {"stream": "python", "value": 1024}}


def test_torch_is_seeded_when_it_comes_to_life(run: Callable[..., Any]) -> None:
    done = run(
        "import torch\nprint(torch.initial_seed())\ntorch.seed()\nprint(torch.initial_seed())",
        pins={"seed": {"stream": "torch", "value": 1024}},
    )
    assert done.stdout == "1024\n1024\n"


def test_listings_are_sorted(run: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "home" / "many"
    folder.mkdir(parents=True)
    for i in range(40):
        (folder / f"{i * 7919 % 97}.txt").touch()
    done = run(
        """
        import glob, os, pathlib
        for names in (os.listdir("many"), [e.name for e in os.scandir("many")], glob.glob("many/*"),
                      [str(p) for p in pathlib.Path("many").iterdir()], next(os.walk("many"))[2]):
            print(names == sorted(names))
        """,
        pins={"sorted_listing": True},
    )
    assert done.stdout == "True\n" * 5


def test_without_pins_the_hash_seed_is_left_alone(run: Callable[..., Any], tmp_path: Path) -> None:
    source = "import os, sys\nprint(os.environ.get('PYTHONHASHSEED'), sys.flags.hash_randomization)"
    assert run(source).stdout == plain(source, tmp_path / "bare").stdout


LINES = """
    import os, random, secrets, uuid
    import numpy as np
    a = np.random.default_rng().random()
    b = np.random.default_rng().random()
    c = random.Random().random()
    d = random.Random().random()
    random.seed(); e = random.random()
    random.seed(); f = random.random()
    g = os.urandom(4)
    h = uuid.uuid4(), secrets.token_hex(4), os.getpid()
    i = hash("alpha"), hash(("alpha", 1))
    j = hash("beta")
    names = {"a", "b", "c", "d", "e", "f", "g", "h"}
    k = [name for name in names]
    l = [name for name in names]
    for name in "abcdefghijkl": print(name, globals()[name])
"""


def _seed_at(stream: str, row: int) -> dict[str, Any]:
    return {"stream": stream, "value": 1024, "place": ["SCRIPT", row]}


@pytest.mark.parametrize(
    ("pins", "fixed"),
    [
        ({"seed": [_seed_at("numpy.Generator", 4)]}, "a"),
        ({"seed": [_seed_at("numpy.Generator", 5), _seed_at("python.Random", 6)]}, "bc"),
        ({"seed": [_seed_at("python", 8)]}, "e"),
        ({"seed": [{"stream": "python", "value": 7}, {"stream": "numpy.Generator", "value": 7}]}, "abef"),
        ({"entropy": [["SCRIPT", 10]]}, "g"),
        ({"entropy": [["SCRIPT", 11]]}, "h"),
        ({"stable_hash": [["SCRIPT", 12]]}, "i"),
        ({"sorted_order": [["SCRIPT", 15]]}, "k"),
        ({"hashseed": 0}, "ijkl"),
    ],
)
def test_a_pin_may_hold_at_one_line_alone(
    run: Callable[..., Any], tmp_path: Path, pins: dict[str, Any], fixed: str
) -> None:
    pins = json.loads(json.dumps(pins).replace("SCRIPT", str(tmp_path / "home" / "script.py")))
    runs = [run(LINES, pins=pins).stdout.splitlines() for _ in range(3)]
    assert [len(lines) for lines in runs] == [12, 12, 12]
    assert "".join(same[0][0] for same in zip(*runs) if len(set(same)) == 1) == fixed


def test_other_seeds_reach_every_stream_that_is_seeded(run: Callable[..., Any]) -> None:
    source = """
        import random
        import numpy as np, torch
        random.seed(7); print("python", random.random())
        random.seed("text"); print("text", random.random())
        np.random.seed(7); print("numpy", np.random.rand())
        np.random.seed(2**32 - 1); print("largest", np.random.rand())
        print("generator", np.random.default_rng(np.int64(7)).random())
        print("state", np.random.RandomState(seed=7).rand())
        torch.manual_seed(7); print("torch", torch.rand(1).item())
        torch.manual_seed(seed=8); print("named", torch.rand(1).item())
        print("constant", 1, np.random.default_rng([1, 2]).random())
    """
    same, again, other = (
        dict(line.split(" ", 1) for line in run(source, pins=pins).stdout.splitlines())
        for pins in ({}, {}, {"other_seeds": 1})
    )
    assert same == again and len(same) == 9
    assert {name for name in same if same[name] == other[name]} == {"constant"}


def test_what_an_optimizer_starts_with_is_noted_where_asked(run: Callable[..., Any]) -> None:
    source = """
        import torch
        torch.manual_seed(0)
        parts = [torch.nn.Linear(2, 1) for _ in range(2)]
        optimizers = [torch.optim.SGD(part.parameters(), lr=0.1, momentum=0.9) for part in parts]
        for step in range(2):
            for optimizer in optimizers:
                optimizer.zero_grad()
                sum(part(torch.ones(2)).sum() for part in parts).backward()
                optimizer.step()
            optimizers[0].param_groups[0]["lr"] = 0.05
            torch.save(optimizers[0].state_dict(), "last.pt")
    """
    assert run(source).events_of(fmt.STATE) == []
    done = run(source, pins={"watch_state": True})
    states = done.events_of(fmt.STATE)
    # Parameters before the first step of each; they are named as they are after it.
    starts = [e for e in states if e.name.startswith("parameter:")]
    ends = done.events_of(fmt.PARAMETER)
    assert [e.name.partition(":")[2] for e in starts] == [e.name for e in ends[:4]] and len(ends) == 8
    assert not {e.after for e in starts} & {e.after for e in ends}
    state = [(e.step, e.after, e.extra) for e in states if e.name == "optimizer:SGD"]
    assert [(step, count) for step, _, count in state] == [(0, 0), (2, 2)] and state[0][1] != state[1][1]
    assert [e.sample for e in states if e.name == "settings:SGD"] == [0.1, 0.05]
    assert len({e.after for e in states if e.name == "settings:SGD#2"}) == 1
    assert [e.step for e in done.events_of(fmt.WRITE) if e.name.endswith("last.pt")] == [2, 4]


def test_deterministic_algorithms_stay_whatever_the_script_sets(run: Callable[..., Any]) -> None:
    source = (
        "import torch\n"
        "torch.backends.cudnn.benchmark = True\n"
        "torch.use_deterministic_algorithms(False)\n"
        "print(torch.backends.cudnn.benchmark, torch.are_deterministic_algorithms_enabled())\n"
        "with torch.backends.cudnn.flags(benchmark=True): print(torch.backends.cudnn.benchmark)\n"
        "torch.use_deterministic_algorithms(True)\n"
        "print(torch.is_deterministic_algorithms_warn_only_enabled())\n"
    )
    assert run(source).stdout == "True False\nTrue\nFalse\n"
    # A script that asks for errors gets them: some ops are deterministic only then.
    assert run(source, pins={"deterministic": True}).stdout == "False True\nFalse\nFalse\n"


@pytest.mark.needs("ops")
def test_what_needs_more_than_a_warning_is_computed_without_one(run: Callable[..., Any]) -> None:
    """Attention of a GPU has a deterministic backward pass that is taken only where anything else is an error."""
    source = """
        import torch
        from samerun_tracer.hooks import torch_deterministic
        warns = torch._C._get_deterministic_algorithms_warn_only
        class Func:
            _schema = torch.ops.aten._scaled_dot_product_efficient_attention_backward.default._schema
            _op = staticmethod(lambda: print(warns()))
        for draws in (True, False): torch_deterministic.computing(Func, draws)()
        print(warns())
    """
    assert run(source, level="ops", pins={"deterministic": True}).stdout == "False\nFalse\nTrue\n"
    assert run(source, level="ops").stdout == "False\nFalse\nFalse\n"
