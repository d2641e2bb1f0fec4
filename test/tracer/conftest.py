"""Runs small scripts under the supervisor, as the runner does, and reads back what they left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
import uuid
from itertools import zip_longest
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Callable, Optional

import pytest

TRACER = Path(__file__).resolve().parents[2] / "tracer"
sys.path.insert(0, str(TRACER))

from samerun_tracer import format as fmt  # noqa: E402


def _torch_has() -> dict[str, bool]:
    """What a test may need of torch, and whether this one has it."""
    import inspect

    import torch
    from torch.utils.data import DataLoader

    return {
        "ops": int(torch.__version__.partition(".")[0]) >= 2,
        "compile": hasattr(torch, "compile"),
        "in_order": "in_order" in inspect.signature(DataLoader.__init__).parameters,
        "torchrun": _torchrun_starts(),
    }


def _torchrun_starts() -> bool:
    """That of torch 1.13 trips over an enumeration of Python 3.11 before it starts a rank."""
    from torch.distributed.elastic.multiprocessing.api import Std

    return Std.from_str("0") is not None


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "needs(name): what the test needs of torch; left out, and said so, where it is not"
    )
    config.addinivalue_line("markers", "alone: it measures time or memory, so nothing may run beside it")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    needs = {item: mark.args[0] for item in items for mark in item.iter_markers("needs")}
    if not needs:
        return
    has = _torch_has()
    lacking = [item for item in needs if not has[needs[item]]]
    left_out = [f"left out, for this torch has no {needs[item]}: {item.nodeid[:100]}" for item in lacking]
    config.stash[_LEFT_OUT] = left_out
    if hasattr(config, "workeroutput"):
        config.workeroutput["left_out"] = left_out
    config.hook.pytest_deselected(items=list(lacking))
    items[:] = [item for item in items if item not in lacking]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Each of the processes of pytest-xdist has collected all tests; only this one has a terminal."""
    node.config.stash[_LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", [])


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    for line in config.stash.get(_LEFT_OUT, []):
        terminalreporter.write_line(line)


_LEFT_OUT = pytest.StashKey[list]()


class Run:
    """One run: its folder, and the supervisor while it lives."""

    def __init__(self, folder: Path, plan: dict[str, Any]) -> None:
        self.folder = folder
        self.plan = plan
        folder.mkdir(parents=True)
        (folder / "run.json").write_text(json.dumps(plan))
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(TRACER / "supervise.py"), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def wait(self, timeout: float = 60) -> Run:
        assert self.process.stdout is not None
        # `communicate` would close the input, which ends the run.
        lines = self.process.stdout.read().splitlines()
        self.process.wait(timeout)
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.events = [json.loads(line) for line in lines]
        return self

    def until(self, event: str) -> dict[str, Any]:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            value = json.loads(line)
            if value["event"] == event:
                return value
        raise AssertionError(f"the supervisor ended without {event}")

    @property
    def status(self) -> dict[str, Any]:
        return json.loads((self.folder / "status.json").read_text())

    @property
    def files(self) -> dict[str, Any]:
        return json.loads((self.folder / "files.json").read_text())

    @property
    def stdout(self) -> str:
        return (self.folder / "stdout.log").read_text(errors="replace")

    @property
    def stderr(self) -> str:
        return (self.folder / "stderr.log").read_text(errors="replace")

    def trace(self, name: str = "r0.main") -> fmt.Trace:
        return fmt.read_trace(str(self.folder / "trace" / f"{name}.srt"))

    def events_of(self, *kinds: int, name: str = "r0.main") -> list[SimpleNamespace]:
        return readable(self.trace(name), *kinds)


def readable(trace: fmt.Trace, *kinds: int) -> list[SimpleNamespace]:
    """Events with their names and rows in place of numbers."""
    found = []
    for index, event in enumerate(trace.events):
        if kinds and event.kind not in kinds:
            continue
        place = trace.places.get(event.place)
        fields = event._asdict()
        fields.update(name=trace.names[event.name], row=place[1] if place else 0, file=place[0] if place else None)
        fields.update(end_row=place[2] if place else 0, detail=trace.details.get(index))
        found.append(SimpleNamespace(**fields))
    return found


def compared(trace: fmt.Trace) -> list[tuple[Any, ...]]:
    """What the contract compares of a trace."""
    return [
        (e.kind, e.flags & 7, e.name, e.row, e.step, e.before, e.after)
        for e in readable(trace)
        if e.kind not in (fmt.QUERY, fmt.READ, fmt.WRITE, fmt.THREAD) and not e.flags & fmt.LIBRARY
    ]


@pytest.fixture
def start(tmp_path: Path) -> Any:
    """Starts a script; every run that a test leaves behind is ended with it."""
    runs: list[Run] = []

    def begin(source: str, **changes: Any) -> Run:
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        script = home / changes.pop("file", "script.py")
        script.write_text(textwrap.dedent(source))
        plan: dict[str, Any] = {
            "argv": [*changes.pop("launcher", [sys.executable]), str(script), *changes.pop("arguments", [])],
            "cwd": str(home),
            "env": {"OMP_NUM_THREADS": "1"},
            "script": str(script),
            "roots": [str(home)],
            "level": "steps",
            "steps": None,
            "timeout_s": 120,
            "pins": {},
            "keep": str(tmp_path / f"keep{len(runs)}"),
            "token": uuid.uuid4().hex,
        }
        plan.update(changes)
        runs.append(Run(tmp_path / f"run{len(runs)}", plan))
        return runs[-1]

    yield begin
    for run in runs:
        if run.process.poll() is None:
            run.process.kill()
            run.process.wait()


@pytest.fixture
def run(start: Callable[..., Run]) -> Callable[..., Run]:
    """Runs a script to its end; trouble of the tracer fails the test."""

    def complete(source: str, trouble: Optional[str] = None, **changes: Any) -> Run:
        done = start(source, **changes).wait()
        assert done.status.get("trouble") == trouble
        return done

    return complete


def plain(
    source: str, folder: Path, launcher: Optional[list[str]] = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The same script without any tracer."""
    script = folder / "script.py"
    folder.mkdir(exist_ok=True)
    script.write_text(textwrap.dedent(source))
    return subprocess.run(
        [*(launcher or [sys.executable]), str(script)],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1", **environment},
        check=False,
    )


def traces(run: Run) -> dict[str, fmt.Trace]:
    """Every trace of a run by its name; each has to be whole."""
    found = {path.stem: fmt.read_trace(str(path)) for path in (run.folder / "trace").iterdir()}
    assert all(trace.whole for trace in found.values()), [name for name, trace in found.items() if not trace.whole]
    return found


def first_difference(a: fmt.Trace, b: fmt.Trace) -> Optional[tuple[Any, Any]]:
    """The first pair of compared events, thread by thread, that are not the same, or that only one of the two has."""
    for thread in sorted({event.thread for event in (*a.events, *b.events)}):
        one, two = (compared(trace._replace(events=_of_thread(trace, thread))) for trace in (a, b))
        for pair in zip_longest(one, two):
            if pair[0] != pair[1]:
                return pair
    return None


def _of_thread(trace: fmt.Trace, thread: int) -> list[fmt.Event]:
    """In which step of the main thread another one does something is chance."""
    events = [event for event in trace.events if event.thread == thread]
    return events if thread == 0 else [event._replace(step=0) for event in events]


@pytest.fixture
def clean_pair(start: Callable[..., Run], tmp_path: Path) -> Callable[..., Run]:
    """Two traced runs and a plain one, side by side: the same output, equal traces. Returns the first."""

    def check(source: str, **options: Any) -> Run:
        runs = [start(source, **dict(options)) for _ in range(2)]
        bare = plain(source, tmp_path / "bare", options.get("launcher"), **options.get("env", {}))
        for run in runs:
            run.wait()
            assert run.status["trouble"] is None and run.status["kind"] == "completed", run.stderr
            # Ranks print in any order.
            assert sorted(run.stdout.splitlines()) == sorted(bare.stdout.splitlines()) != []
        a, b = (traces(run) for run in runs)
        assert a.keys() == b.keys()
        assert {name: first_difference(a[name], b[name]) for name in a} == dict.fromkeys(a)
        return runs[0]

    return check
