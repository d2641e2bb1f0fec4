"""Seeds and restored states of torch's generator objects are seen, each once, and do what they did."""

from __future__ import annotations

from typing import Any, Callable

import pytest
from samerun_tracer import format as fmt

from conftest import readable

SOURCE = """
    import pickle, torch
    g = torch.Generator()
    print(g.manual_seed(3) is g, g.initial_seed())
    x = torch.randn(2, generator=g)
    kept = g.get_state()
    y = torch.randn(2, generator=g)
    g.set_state(kept)
    print(torch.equal(torch.randn(2, generator=g), y), type(g) is torch.Generator, isinstance(torch.default_generator, torch.Generator))
    g.set_state(g.get_state())
    g.seed()
    torch.manual_seed(7)
    torch.default_generator.set_state(kept)
    torch.default_generator.manual_seed(8)
    torch.set_rng_state(kept)
    print(torch.Generator.manual_seed.__name__)
"""


@pytest.mark.parametrize("level", ["steps", "ops"])
def test_generators_are_seeded_and_restored(clean_pair: Callable[..., Any], level: str) -> None:
    done = clean_pair(SOURCE, level=level)
    assert done.stdout.split() == ["True", "3", "True", "True", "True", "manual_seed"]
    seeds = [e for e in done.events_of(fmt.SEED) if not e.flags & fmt.LIBRARY and "cuda" not in e.name]
    assert [(e.name, e.row) for e in seeds] == [
        ("torch.Generator:manual_seed", 4),
        ("torch.Generator:set_state", 8),
        ("torch.Generator:seed", 11),
        ("torch:manual_seed", 12),
        ("torch:set_state", 13),
        ("torch:manual_seed", 14),
        ("torch:set_rng_state", 15),
    ]
    assert [bool(e.flags & fmt.ENTROPY) for e in seeds] == [e.row == 11 for e in seeds]
    draws = readable(done.trace(), fmt.DRAW)
    assert draws[0].before == seeds[0].extra and draws[2].before == seeds[1].extra


def test_a_reseed_from_entropy_can_be_pinned(run: Callable[..., Any]) -> None:
    source = "import torch\ng = torch.Generator()\ng.seed()\nprint(torch.randn(2, generator=g).tolist())\n"
    pin = {"seed": [{"stream": "torch.Generator", "value": 1024}]}
    assert len({run(source, pins=pin).stdout for _ in range(2)}) == 1
    assert len({run(source).stdout for _ in range(2)}) == 2


def test_other_seeds_reach_generators_of_the_script(run: Callable[..., Any]) -> None:
    source = "import torch\ng = torch.Generator().manual_seed(5)\nprint(g.initial_seed())\n"
    assert run(source, pins={"other_seeds": 3}).stdout.strip() == "8"
