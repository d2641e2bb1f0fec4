"""Every way in which a script can end has a kind of its own, and the trace says whether it is whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Callable

import pytest
from samerun_tracer import format as fmt
from supervisor.status import describe_end, oom_kills

ENDS = [
    ("print(1)", "completed", 0, None, "completed"),
    ("import sys\nsys.exit(0)", "completed", 0, None, "completed"),
    ("import sys\nsys.exit(3)", "exit", 3, None, "completed"),
    ("raise SystemExit('no data')", "exit", 1, None, "completed"),
    ("import os\nos._exit(0)", "exit", 0, None, "exit"),
    ("import os\nos._exit(7)", "exit", 7, None, "exit"),
    ("def f():\n    raise ValueError('bad value')\nf()", "exception", 1, None, "exception"),
    ("raise MemoryError('too much')", "oom", 1, None, "exception"),
    ("rows = bytearray(1 << 60)", "oom", 1, None, "exception"),
    ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "signal", None, signal.SIGKILL, None),
    ("import ctypes\nctypes.string_at(0)", "signal", None, signal.SIGSEGV, None),
    ("import os\nos.abort()", "signal", None, signal.SIGABRT, None),
    ("import os, signal\nos.kill(os.getpid(), signal.SIGTERM)", "signal", None, signal.SIGTERM, None),
]


@pytest.mark.parametrize(("source", "kind", "code", "number", "reason"), ENDS)
def test_each_end_has_its_kind(
    run: Callable[..., Any], source: str, kind: str, code: Any, number: Any, reason: Any
) -> None:
    done = run("import random\nrandom.random()\n" + source)
    assert (done.status["kind"], done.status["code"], done.status["signal"]) == (kind, code, number)
    assert done.status["survivors"] == 0
    assert done.events[-1]["event"] == "ended" and done.events[-1]["kind"] == kind
    if reason is None:
        assert not list((done.folder / "trace").iterdir())
    else:
        trace = done.trace()
        assert trace.whole and trace.end is not None and trace.end["reason"] == reason


def test_an_exception_is_told_with_the_users_line_and_no_frame_of_ours(run: Callable[..., Any]) -> None:
    done = run(
        "import random\ndef f():\n    return random.choice([])\ntry:\n    f()\nexcept IndexError as e:\n    raise KeyError('k') from e"
    )
    assert done.status["message"] == "KeyError: 'k'"
    assert done.status["row"] == 7 and done.status["filename"].endswith("script.py")
    assert "samerun_tracer" not in done.stderr and "line 3, in f" in done.stderr and "line 7" in done.stderr


def test_the_step_limit_passes_except_exception(run: Callable[..., Any]) -> None:
    done = run(
        """
        import torch
        w = torch.nn.Parameter(torch.ones(3))
        opt = torch.optim.SGD([w], 0.1)
        try:
            for i in range(10):
                try:
                    opt.zero_grad(); (w * w).sum().backward(); opt.step()
                except Exception:
                    print("caught")
        finally:
            print("finally", i)
        """,
        steps=4,
    )
    assert (done.status["kind"], done.status["code"], done.status["steps"]) == ("step-limit", 0, 4)
    assert done.stdout == "finally 3\n" and done.stderr == ""
    assert done.trace().end["reason"] == "step-limit"
    assert [event["step"] for event in done.events if event["event"] == "step"][-1] == 4


@pytest.mark.alone
def test_a_hang_ends_at_the_timeout(run: Callable[..., Any]) -> None:
    started = time.monotonic()
    done = run("import time\nprint('on', flush=True)\ntime.sleep(60)", timeout_s=1)
    assert done.status["kind"] == "timeout" and done.stdout == "on\n"
    assert time.monotonic() - started < 6


def test_what_cannot_start_is_said(run: Callable[..., Any]) -> None:
    done = run("", argv=["/nonexistent/python", "x.py"])
    assert done.status["kind"] == "not-started" and "/nonexistent/python" in done.status["message"]


def test_a_second_run_in_the_same_folder_is_refused(run: Callable[..., Any]) -> None:
    done = run("print(1)")
    before = done.status
    again = subprocess.run(done.process.args, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert again.returncode != 0
    assert done.status == before


def test_exec_ends_the_trace_and_the_new_program_has_its_own(run: Callable[..., Any]) -> None:
    done = run(
        f"""
        import os, random, sys
        random.random()
        if len(sys.argv) == 1:
            os.execv({sys.executable!r}, [{sys.executable!r}, *sys.argv, "again"])
        """
    )
    assert done.status["kind"] == "completed"
    assert done.trace().end["reason"] == "exec"
    assert done.trace("r0.child1").end["reason"] == "completed"


def test_forked_and_started_children_have_their_own_traces(run: Callable[..., Any]) -> None:
    done = run(
        """
        import multiprocessing, random
        def work(n):
            random.seed(n); random.random()
        if __name__ == "__main__":
            for method in ("fork", "spawn"):
                child = multiprocessing.get_context(method).Process(target=work, args=(4,))
                child.start(); child.join()
                assert child.exitcode == 0
        """
    )
    assert done.status["kind"] == "completed", done.stderr
    names = sorted(path.stem for path in (done.folder / "trace").iterdir())
    assert len(names) == 3 and names[-1] == "r0.main"
    for name in names[:2]:
        assert done.trace(name).whole
        assert "python:random" in [event.name for event in done.events_of(2, name=name)]


def test_closing_every_descriptor_neither_harms_the_script_nor_passes_for_a_whole_trace(
    start: Callable[..., Any],
) -> None:
    done = start(
        """
        import os, random
        random.random()
        os.closerange(3, 4096)
        with open("mine.txt", "w") as file:
            file.write("x" * 10)
        print(os.path.getsize("mine.txt"))
        """,
        keep=None,
    ).wait()
    assert done.status["kind"] == "completed" and done.stdout == "10\n"
    assert (done.folder.parent / "home" / "mine.txt").read_text() == "x" * 10


def test_the_environment_of_the_script_is_its_own(run: Callable[..., Any]) -> None:
    """The search path has nothing of ours; the variables that carry the tracer to children are named so."""
    done = run(
        "import os, sys\nprint([p for p in sys.path if 'samerun' in p], sorted(k for k in os.environ if 'SAMERUN' in k))"
    )
    assert done.stdout.startswith("[] ['SAMERUN_OWNER', 'SAMERUN_RUN', 'SAMERUN_TOKEN']")
    assert os.path.exists(done.folder / "status.json")


def test_the_kernels_own_kill_for_memory_is_told_from_any_other_kill(tmp_path: Path) -> None:
    killed = signal.SIGKILL
    assert describe_end(killed, None, [], None, True)["kind"] == "oom"
    assert describe_end(killed, None, [], None, False)["kind"] == "signal"
    assert describe_end(signal.SIGTERM, None, [], None, True)["kind"] == "signal"
    groups, root = tmp_path / "cgroup", tmp_path / "fs"
    for file, line in (
        ("memory/jobs/a/memory.oom_control", "4:cpuset,memory:/jobs/a"),
        ("jobs/b/memory.events", "0::/jobs/b"),
    ):
        path = root / file
        path.parent.mkdir(parents=True)
        path.write_text("oom 9\noom_kill 3\n")
        groups.write_text(f"7:pids:/\n{line}\n")
        assert oom_kills(str(groups), str(root)) == 3
    groups.write_text("7:pids:/\n")
    assert oom_kills(str(groups), str(root)) is None


@pytest.mark.parametrize("planted", ["trace", "progress"])
def test_a_run_directory_with_a_planted_link_is_refused(run: Callable[..., Any], tmp_path: Path, planted: str) -> None:
    done = run("print(1)")
    elsewhere, folder = tmp_path / "elsewhere", tmp_path / "planted"
    elsewhere.mkdir()
    folder.mkdir()
    (folder / planted).symlink_to(elsewhere)
    (folder / "run.json").write_text(json.dumps(done.plan))
    refused = subprocess.run(
        [*done.process.args[:-1], str(folder)], stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert refused.returncode != 0
    assert list(elsewhere.iterdir()) == [] and not (folder / "status.json").exists()


def test_a_link_planted_in_place_of_a_trace_is_not_followed(run: Callable[..., Any], tmp_path: Path) -> None:
    """By the script itself, which knows its run directory."""
    target = tmp_path / "target"
    target.write_text("mine")
    done = run(
        f"""
        import os, random
        os.symlink({str(target)!r}, os.path.join(os.environ["SAMERUN_RUN"], "trace", "r0.main.srt"))
        print(random.random())
        """
    )
    assert done.status["kind"] == "completed"
    assert target.read_text() == "mine"


def test_what_is_only_timed_ends_after_its_rounds_and_sets_the_flags_by_turns(run: Callable[..., Any]) -> None:
    measure = {"rounds": 4, "least": 1, "seconds": 60, "flags": True}
    done = run(
        """
        import torch
        w = torch.ones(2, requires_grad=True)
        optimizer = torch.optim.SGD([w], lr=0.1)
        other = torch.optim.SGD([w], lr=0.1)
        for step in range(100):
            print(torch.are_deterministic_algorithms_enabled())
            w.sum().backward()
            optimizer.step()
            other.step()
        """,
        level="none",
        measure=measure,
    )
    assert done.status["kind"] == "step-limit"
    times = json.loads((done.folder / "times.json").read_text())
    assert times["names"] == ["as-is", "with-flags"] and times["ways"] == [0, 1] * 4
    assert len(times["seconds"]) == 8 and all(second > 0 for second in times["seconds"])
    assert done.stdout.split() == ["False", "False"] + ["True", "False"] * 3 + ["True"]
    assert done.events_of(fmt.DRAW, fmt.OP, fmt.STEP, fmt.LINE) == []
