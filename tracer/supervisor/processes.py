"""Finds and ends every process that a run started: children, adopted orphans, and bearers of the run's token."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time

PR_SET_CHILD_SUBREAPER = 36
TOKEN_NAME = "SAMERUN_TOKEN"


def become_subreaper() -> bool:
    """Orphans of the run become our children, so that none of them can get out of sight (Linux only)."""
    if not sys.platform.startswith("linux"):
        return False
    return ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0


def living(token: str) -> set[int]:
    """Every living process of the run, by descent and by token, this one excluded."""
    return _living_linux(token) if sys.platform.startswith("linux") else _living_ps()


def signal_all(pids: set[int], number: int) -> None:
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue
        except PermissionError:
            # A set-uid child belongs to somebody else now; the count of survivors tells of it.
            continue


def end_all(token: str, grace_s: float, reap: callable) -> int:
    """SIGTERM, then SIGKILL after `grace_s`; returns how many processes there were to end."""
    targets = living(token)
    if not targets:
        return 0
    count = len(targets)
    signal_all(targets, signal.SIGTERM)
    # A stopped process gets its SIGTERM only when it goes on.
    signal_all(targets, signal.SIGCONT)
    deadline = time.monotonic() + grace_s
    while time.monotonic() < deadline:
        reap()
        if not living(token):
            return count
        time.sleep(0.02)
    # New processes can appear between two looks, so look until nothing is there.
    for _ in range(200):
        targets = living(token)
        if not targets:
            break
        signal_all(targets, signal.SIGKILL)
        time.sleep(0.01)
        reap()
    return count


def _living_linux(token: str) -> set[int]:
    me = os.getpid()
    needle = f"{TOKEN_NAME}={token}".encode()
    parents: dict[int, int] = {}
    bearers: set[int] = set()
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        pid = int(entry)
        try:
            with open(f"/proc/{entry}/stat", "rb") as file:
                # The command name may hold anything, so fields are counted from its closing bracket.
                state, parent = file.read().rpartition(b")")[2].split()[:2]
            if state in (b"Z", b"X"):
                continue
            parents[pid] = int(parent)
            with open(f"/proc/{entry}/environ", "rb") as file:
                if token and needle in file.read().split(b"\0"):
                    bearers.add(pid)
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            # Gone meanwhile, or another user's: descent decides.
            continue
    return (_descendants(me, parents) | bearers) - {me}


def _living_ps() -> set[int]:
    """macOS: no adoption and no readable environment, so descent is all there is."""
    text = subprocess.run(["ps", "-axo", "pid=,ppid=,stat="], capture_output=True, text=True, check=False).stdout
    parents = {}
    for line in text.splitlines():
        pid, parent, state = line.split()[:3]
        if not state.startswith("Z"):
            parents[int(pid)] = int(parent)
    return _descendants(os.getpid(), parents)


def _descendants(root: int, parents: dict[int, int]) -> set[int]:
    children: dict[int, list[int]] = {}
    for pid, parent in parents.items():
        children.setdefault(parent, []).append(pid)
    found: set[int] = set()
    todo = [root]
    while todo:
        for pid in children.get(todo.pop(), ()):
            if pid not in found:
                found.add(pid)
                todo.append(pid)
    return found
