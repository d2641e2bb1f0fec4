"""Nothing that a script started outlives its run, however the run ends."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any, Callable

import pytest

pytestmark = pytest.mark.alone

FAMILY = """
    import os, signal, subprocess, sys, time
    if {deaf}:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sleeper = [sys.executable, "-S", "-c", "import time; time.sleep(100)"]
    def note(pid):
        with open("pids", "a") as file:
            file.write(f"{{pid}}\\n")
    note(os.getpid())
    note(subprocess.Popen(sleeper).pid)                              # a plain child
    note(subprocess.Popen(sleeper, start_new_session=True).pid)      # one that left the group
    if os.fork() == 0:                                               # a daemon, forked twice
        os.setsid()
        if os.fork() == 0:
            note(os.getpid())
            os.closerange(0, 3)
            time.sleep(100)
        os._exit(0)
    note(subprocess.Popen(sleeper, env={{}}, start_new_session=True).pid)  # one without the token
    time.sleep(0.3)
    print("ready", flush=True)
    {last}
"""


LOADERS = """
    import os, signal, time, torch
    from torch.utils.data import DataLoader, Dataset
    class Slow(Dataset):
        def __len__(self): return 8
        def __getitem__(self, i):
            if {deaf}:
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
            with open("pids", "a") as file:
                file.write(f"{{os.getpid()}}\\n")
            time.sleep(100)
    if __name__ == "__main__":
        for batch in DataLoader(Slow(), 1, num_workers=2, multiprocessing_context={context!r}):
            pass
"""


def alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return file.read().rpartition(b")")[2].split()[0] not in (b"Z", b"X")
    except (FileNotFoundError, ProcessLookupError):  # gone before it was opened, or before it was read
        return False


def family(home: Path) -> list[int]:
    """Waits until the whole family is there."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        path = home / "pids"
        if path.exists() and len(path.read_text().split()) == 5:
            time.sleep(0.4)
            return [int(word) for word in path.read_text().split()]
        time.sleep(0.05)
    raise AssertionError("the family did not start")


def gone(pids: list[int], within: float) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if not any(alive(pid) for pid in pids):
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize(("deaf", "within"), [(False, 2.0), (True, 7.0)])
def test_end_of_input_ends_everything(start: Callable[..., Any], tmp_path: Path, deaf: bool, within: float) -> None:
    """What a cancel does, and what the kernel does for a runner killed with -9."""
    running = start(FAMILY.format(deaf=deaf, last="time.sleep(100)"), keep=None)
    pids = family(tmp_path / "home")
    assert all(alive(pid) for pid in pids)
    running.process.stdin.close()
    assert gone(pids, within)
    running.process.wait(5)
    assert running.status["kind"] == "cancelled"


@pytest.mark.parametrize("deaf", [False, True])
@pytest.mark.parametrize("context", ["fork", "spawn", "forkserver"])
def test_loader_workers_are_ended_too(start: Callable[..., Any], tmp_path: Path, context: str, deaf: bool) -> None:
    """And what their way to start needs beside them: a server to fork from, a tracker of resources."""
    running = start(LOADERS.format(context=context, deaf=deaf), keep=None, timeout_s=None)
    pids = tmp_path / "home" / "pids"
    deadline = time.monotonic() + 120
    while not (pids.exists() and len(pids.read_text().split()) == 2):
        assert time.monotonic() < deadline and running.process.poll() is None, running.stderr
        time.sleep(0.05)
    token = running.plan["token"]
    family = bearers(token)
    assert len(family) >= 3 and {int(word) for word in pids.read_text().split()} <= set(family)
    running.process.stdin.close()
    assert gone(family, 7.0 if deaf else 2.0)
    running.process.wait(5)
    assert bearers(token) == []
    assert running.status["kind"] == "cancelled"


def bearers(token: str) -> list[int]:
    """Every living process that was started in the run, at whatever depth."""
    found = []
    for entry in os.listdir("/proc"):
        try:
            with open(f"/proc/{entry}/environ", "rb") as file:
                if entry.isdigit() and token.encode() in file.read():
                    found.append(int(entry))
        except OSError:  # it has ended, or is no process
            continue
    return found


def test_what_the_script_leaves_behind_is_ended_and_counted(start: Callable[..., Any], tmp_path: Path) -> None:
    running = start(FAMILY.format(deaf=False, last="pass"), keep=None)
    running.wait()
    pids = [int(word) for word in (tmp_path / "home" / "pids").read_text().split()]
    assert gone(pids, 0.1)
    assert running.status["kind"] == "completed" and running.status["survivors"] == 4


def test_a_killed_runner_takes_its_run_with_it(start: Callable[..., Any], tmp_path: Path) -> None:
    """The supervisor's input is a pipe from a process that is killed with -9."""
    import subprocess
    import sys

    quick = start("pass", keep=None)
    quick.wait()
    second = tmp_path / "second"
    second.mkdir()
    script = tmp_path / "home" / "script.py"
    import textwrap

    script.write_text(textwrap.dedent(FAMILY.format(deaf=False, last="time.sleep(100)")))
    (second / "run.json").write_text((quick.folder / "run.json").read_text())
    host = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import subprocess, sys, time\n"
            "p = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)\n"
            "print(p.pid, flush=True)\ntime.sleep(100)",
            *quick.process.args[:-1],
            str(second),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    supervisor = int(host.stdout.readline())
    pids = family(tmp_path / "home")
    os.kill(host.pid, signal.SIGKILL)
    host.wait()
    assert gone([*pids, supervisor], 3.0)


def test_a_full_pipe_does_not_hold_up_the_end(start: Callable[..., Any]) -> None:
    running = start("import sys\nwhile True:\n    sys.stdout.write('x' * 100000)", keep=None)
    log = running.folder / "stdout.log"
    while not log.exists() or log.stat().st_size < 1 << 20:
        time.sleep(0.05)
    time.sleep(1.0)
    running.process.stdin.close()
    running.process.wait(5)
    assert running.status["kind"] == "cancelled"
    assert (running.folder / "stdout.log").stat().st_size < (2 << 20) + 200
    assert running.status["stdout_left_out"] > 0
