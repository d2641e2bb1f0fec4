"""Draws and seeds of Python and numpy: seen at their lines, and without drawing anything themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

import pytest
from samerun_tracer import format as fmt

from conftest import compared, plain

EVERYTHING = """
    import hashlib, pickle, random, secrets, uuid, os, tempfile, time
    import numpy as np
    random.seed(5); np.random.seed(6)
    x = list(range(20))
    out = [random.random(), random.randint(1, 9), random.choice(x), random.choices(x, k=3), random.sample(x, 4)]
    out += [random.gauss(0, 1), random.getrandbits(70), random.uniform(1, 2), random.betavariate(1, 2)]
    random.shuffle(x); out.append(x)
    own = random.Random(9); out += [own.random() for _ in range(5)]
    out += [np.random.rand(3), np.random.randn(), np.random.permutation(9), np.random.choice(5, 2), np.random.normal(size=(2, 2))]
    out += [np.random.ranf(), np.random.sample(2), np.random.bytes(5)]
    g = np.random.default_rng(3); s = np.random.RandomState(4)
    out += [g.normal(size=4), g.integers(9), g.permutation(5), s.randn(3), s.randint(0, 9, 4)]
    g2 = pickle.loads(pickle.dumps(g)); out += [g2.random(), g.random()]
    g3 = np.random.Generator(np.random.PCG64(8)); out += [g3.random(3)]
    np.random.shuffle(x); out.append(x)
    state = random.getstate(); random.random(); random.setstate(state); out.append(random.random())
    ns = np.random.get_state(); np.random.rand(); np.random.set_state(ns); out.append(np.random.rand())
    out += [isinstance(g2, np.random.Generator), isinstance(g, np.random.Generator), isinstance(s, np.random.RandomState)]
    out += [type(g).__name__, type(s).__module__, np.random.mtrand._rand is not s]
    tempfile.mkdtemp(); secrets.token_hex(4); uuid.uuid4(); os.urandom(3); time.time()
    print([v.tolist() if hasattr(v, "tolist") else v for v in out])
    print(hashlib.sha256(repr((random.getstate(), np.random.get_state()[1].tolist(), np.random.get_state()[2:])).encode()).hexdigest())
    print(g.bit_generator.state, g3.bit_generator.state, own.getstate()[1][-1])
"""


def test_values_and_generator_states_are_those_of_a_plain_run(run: Callable[..., Any], tmp_path: Path) -> None:
    done = run(EVERYTHING)
    bare = plain(EVERYTHING, tmp_path / "bare")
    assert done.stdout == bare.stdout and bare.returncode == 0
    assert done.stderr == bare.stderr


def test_a_seeded_script_has_the_same_trace_twice(run: Callable[..., Any]) -> None:
    first, second = (compared(run(EVERYTHING).trace()) for _ in range(2))
    assert first == second and len(first) > 25


def test_draws_are_at_their_lines_and_rows_are_merged(run: Callable[..., Any]) -> None:
    done = run(
        """
        import random
        random.seed(1)
        for _ in range(1000):
            random.random()
        random.randint(
            1,
            6,
        )
        rng = random.Random()
        rng.random()
        """
    )
    seed, row, single, made, own = done.events_of(fmt.SEED, fmt.DRAW)
    assert (seed.name, seed.row, seed.sample, seed.detail) == ("python:seed", 3, 1.0, {"seed": "1"})
    assert (row.name, row.row, row.extra, row.sample) == ("python:random", 5, 1000, 0.13436424411240122)
    assert (single.name, single.row, single.flags) == ("python:randint", 6, fmt.SAMPLED)
    assert (made.name, made.row, made.flags) == ("python.Random:seed", 10, fmt.EXPLICIT | fmt.ENTROPY)
    assert (own.name, own.row) == ("python.Random:random", 11)


def test_an_unseeded_draw_differs_and_a_librarys_own_is_benign(run: Callable[..., Any]) -> None:
    source = "import random, tempfile\ntempfile.mkdtemp()\nrandom.random()\n"
    a, b = (run(source).events_of(fmt.DRAW, fmt.SEED) for _ in range(2))
    shared = [[e for e in events if not e.flags & fmt.LIBRARY] for events in (a, b)]
    assert len(shared[0]) == len(shared[1]) == 1
    assert shared[0][0].row == 3 and shared[0][0].before != shared[1][0].before
    assert any(e.flags & fmt.LIBRARY for e in a)


def test_draws_of_libraries_from_the_shared_stream_count(run: Callable[..., Any]) -> None:
    """As scikit-learn does: the legacy generator itself, without its module's functions."""
    done = run("import numpy as np\nr = np.random.mtrand._rand\nr.permutation(5)\n")
    draw = done.events_of(fmt.DRAW)[-1]
    assert (draw.name, draw.row, draw.flags & fmt.EXPLICIT) == ("numpy:permutation", 3, 0)


def test_an_entropy_seed_is_marked(run: Callable[..., Any]) -> None:
    done = run(
        "import numpy as np\nnp.random.default_rng().random(2)\nnp.random.seed()\nnp.random.RandomState().rand()\n"
    )
    seeds = [(e.name, e.row, bool(e.flags & fmt.ENTROPY)) for e in done.events_of(fmt.SEED)]
    assert seeds == [
        ("numpy.Generator:default_rng", 2, True),
        ("numpy:seed", 3, True),
        ("numpy.RandomState:RandomState", 4, True),
    ]


def test_questions_to_the_system_are_noted_at_user_lines(run: Callable[..., Any]) -> None:
    done = run(
        """
        import glob, os, pathlib, secrets, time, uuid
        time.time(); os.urandom(4); uuid.uuid4(); secrets.token_hex(3); os.getpid()
        os.listdir("."); list(os.scandir(".")); glob.glob("*"); list(pathlib.Path(".").iterdir()); list(os.walk("."))
        """
    )
    queries = {(e.name, e.row) for e in done.events_of(fmt.QUERY) if not e.flags & fmt.LIBRARY}
    for name in ("time.time", "os.urandom", "uuid.uuid4", "secrets", "os.getpid"):
        assert (name, 3) in queries
    for name in ("os.listdir", "os.scandir", "glob.glob", "pathlib.Path.iterdir", "os.walk"):
        assert (name, 4) in queries


@pytest.mark.parametrize("level", ["steps", "ops"])
def test_nothing_is_imported_that_the_script_does_not_import(run: Callable[..., Any], level: str) -> None:
    done = run(
        "import sys\nprint([m for m in ('numpy', 'torch', 'random', 'xxhash.nothing') if m in sys.modules])",
        level=level,
    )
    assert done.stdout == "[]\n"


def test_threads_are_numbered_by_their_start(run: Callable[..., Any]) -> None:
    source = """
        import random, threading, time
        own = [random.Random(i) for i in range(3)]
        def work(i):
            time.sleep(0.05 * (3 - i))
            own[i].random(); own[i].random()
        threads = [threading.Thread(target=work, args=(i,)) for i in range(3)]
        for t in threads: t.start()
        for t in threads: t.join()
    """
    done = run(source)
    draws = done.events_of(fmt.DRAW)
    assert sorted(e.thread for e in draws) == [1, 1, 2, 2, 3, 3]
    by_thread = [sorted(compared_by_thread(run(source))) for _ in range(2)]
    assert by_thread[0] == by_thread[1]


def compared_by_thread(done: Any) -> list[tuple[Any, ...]]:
    return [
        (e.thread, i, e.name, e.before, e.after)
        for i, e in enumerate(sorted(done.events_of(fmt.DRAW), key=lambda e: e.thread))
    ]


def test_environment_reads_are_named_without_their_values(run: Callable[..., Any]) -> None:
    source = """
        import os
        token = os.environ["MY_TOKEN"]
        again = [os.environ["MY_TOKEN"] for _ in range(5)]
        absent = os.environ.get("NOT_THERE", 3)
        if "MY_TOKEN" in os.environ: pass
        threads = os.getenv("OMP_NUM_THREADS")
        everything = dict(os.environ)
        try: os.environ["NOT_THERE"]
        except KeyError as error: print(repr(error))
    """
    runs = [run(source, env={"MY_TOKEN": text, "OMP_NUM_THREADS": "1"}) for text in ("hunter22", "other-value")]
    reads = [[e for e in done.events_of(fmt.QUERY) if e.name.startswith("os.environ:")] for done in runs]
    mine, other = ([(e.name, e.row) for e in events if e.row != 8] for events in reads)
    token, absent = "os.environ:MY_TOKEN", "os.environ:NOT_THERE"
    assert mine == other
    assert mine == [(token, 3), (token, 4), (absent, 5), (token, 6), ("os.environ:OMP_NUM_THREADS", 7), (absent, 9)]
    assert reads[0][0].after != reads[1][0].after and reads[0][4].detail == {"value": "1"}
    assert reads[0][2].after == 0
    assert not [e for e in reads[0] if "SAMERUN" in e.name]
    assert runs[0].stdout == "KeyError('NOT_THERE')\n"
    assert b"hunter22" not in (runs[0].folder / "trace" / "r0.main.srt").read_bytes()


SEEDLESS = """
import copy, pickle
import numpy as np
root = np.random.SeedSequence()
child = np.random.default_rng(root.spawn(1)[0])
made = np.random.Generator(np.random.PCG64())
state = np.random.RandomState(np.random.MT19937())
given = np.random.Generator(np.random.PCG64(5))
same = np.random.default_rng(given)
copy.deepcopy(given), pickle.loads(pickle.dumps(made))
for generator in child, made, state, given:
    print(generator.normal())
np.random.seed(int(root.generate_state(1)[0]))
""".lstrip("\n")


def test_a_number_of_the_systems_own_is_no_seed(run: Callable[..., Any], tmp_path: Path) -> None:
    """Whoever starts from it was seeded without a value, at the line that asked for the number."""
    done = run(SEEDLESS)
    seeds = [(e.name, e.row, bool(e.flags & fmt.ENTROPY)) for e in done.events_of(fmt.SEED)]
    assert seeds == [
        ("numpy.Generator:default_rng", 3, True),
        ("numpy.Generator:Generator", 5, True),
        ("numpy.RandomState:RandomState", 6, True),
        ("numpy.Generator:Generator", 7, False),
        ("numpy:seed", 12, False),
    ]
    asked = [e.row for e in done.events_of(fmt.QUERY) if e.name == "numpy.random.SeedSequence"]
    assert asked == [3, 5, 6]
    script = str(tmp_path / "home" / "script.py")
    pins = [
        {"stream": stream, "value": 1024, "place": [script, row]}
        for stream, row in (("numpy.Generator", 3), ("numpy.Generator", 5), ("numpy.RandomState", 6))
    ]
    first, second = (run(SEEDLESS, pins={"seed": pins}).stdout for _ in range(2))
    assert first == second != done.stdout


def test_the_seed_that_torch_began_with_is_asked_for(run: Callable[..., Any]) -> None:
    source = "import torch\nprint(torch.initial_seed())\nprint(torch.random.initial_seed())\n"
    done = run(source)
    asked = [(e.name, e.row) for e in done.events_of(fmt.QUERY) if not e.flags & fmt.LIBRARY]
    assert asked == [("torch.initial_seed", 2), ("torch.initial_seed", 3)]
    assert run(source, pins={"seed": {"stream": "torch", "value": 1024}}).stdout == "1024\n1024\n"


GENERATED = """
import random, time, uuid
from dataclasses import dataclass, field
import numpy as np
@dataclass
class Experiment:
    rng: np.random.Generator = field(default_factory=np.random.default_rng)
    dice: random.Random = field(default_factory=random.Random)
    name: uuid.UUID = field(default_factory=uuid.uuid4)
    started: float = field(default_factory=time.time)
one = Experiment()
one.dice.random(), one.rng.normal()
""".lstrip("\n")


def test_code_that_was_generated_is_whose_code_calls_it(run: Callable[..., Any]) -> None:
    done = run(GENERATED)
    seeds = [(e.name.partition(":")[0], e.row) for e in done.events_of(fmt.SEED) if not e.flags & fmt.LIBRARY]
    assert seeds == [("numpy.Generator", 10), ("python.Random", 10)]
    asked = [(e.name, e.row) for e in done.events_of(fmt.QUERY) if e.row == 10 and not e.flags & fmt.LIBRARY]
    assert asked == [("uuid.uuid4", 10), ("time.time", 10)]
