"""Names the kind of end of a run from what the kernel and the tracer said."""

from __future__ import annotations

import json
import os
import signal
from typing import Any, Optional

OOM_EXCEPTIONS = ("OutOfMemoryError", "MemoryError")


def write_json(path: str, value: Any) -> None:
    """By rename, so that a reader sees all of it or nothing."""
    beside = f"{path}.{os.getpid()}"
    fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(fd, "w", encoding="utf-8") as file:
        json.dump(value, file)
    os.replace(beside, path)


def read_json(path: str) -> Any:
    """None where there is no such file; the tracer writes these files by rename."""
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return None


def read_lines(path: str) -> list[Any]:
    """One JSON value a line, each once."""
    try:
        with open(path, encoding="utf-8") as file:
            return list(dict.fromkeys(json.loads(line) for line in file if line.endswith("\n")))
    except FileNotFoundError:
        return []


def oom_kills(groups: str = "/proc/self/cgroup", root: str = "/sys/fs/cgroup") -> Optional[int]:
    """How often the kernel has killed for memory in our control group; None where that cannot be read."""
    # In a container the group that is ours may be mounted as the root.
    paths = [f"{root}/memory.events", f"{root}/memory/memory.oom_control"]
    try:
        with open(groups, encoding="utf-8", errors="surrogateescape") as file:
            for line in file:
                _, controllers, group = line.rstrip("\n").split(":", 2)
                if controllers == "":
                    paths.insert(0, f"{root}{group}/memory.events")
                elif "memory" in controllers.split(","):
                    paths.insert(0, f"{root}/memory{group}/memory.oom_control")
    except OSError:
        return None
    for path in paths:
        try:
            with open(path, encoding="ascii") as file:
                for line in file:
                    key, _, value = line.partition(" ")
                    if key == "oom_kill":
                        return int(value)
        except OSError:
            continue
    return None


def describe_end(
    wait_status: int, ended_by: Optional[str], tracer_ends: list[str], exception: Optional[dict], oom: bool
) -> dict[str, Any]:
    """`ended_by` is set when the supervisor itself ended the run: cancelled, timeout, step-limit (a hang)."""
    code = os.WEXITSTATUS(wait_status) if os.WIFEXITED(wait_status) else None
    number = os.WTERMSIG(wait_status) if os.WIFSIGNALED(wait_status) else None
    end: dict[str, Any] = {"kind": "exit", "code": code, "signal": number, "message": None}
    if exception:
        end["message"] = exception.get("message")
        end["filename"] = exception.get("filename")
        end["row"] = exception.get("row")
    if ended_by:
        end["kind"] = ended_by
        if ended_by == "timeout":
            end["message"] = "the time limit was reached"
    elif number is not None:
        end["kind"] = "oom" if oom and number == signal.SIGKILL else "signal"
        end["message"] = "killed by the kernel: out of memory" if end["kind"] == "oom" else _signal_text(number)
    elif exception and code != 0:
        name = str(exception.get("type", "")).rpartition(".")[2]
        end["kind"] = "oom" if name in OOM_EXCEPTIONS else "exception"
    elif code == 0 and "step-limit" in tracer_ends:
        end["kind"] = "step-limit"
    elif code == 0 and "exit" not in tracer_ends:
        end["kind"] = "completed"
    return end


def _signal_text(number: int) -> str:
    try:
        return f"ended by {signal.Signals(number).name}"
    except ValueError:
        return f"ended by signal {number}"
