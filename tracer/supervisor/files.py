"""Leaves the user's files as they were: takes away what the run made, puts copies back, tells what it could not."""

from __future__ import annotations

import json
import os
import shutil
import stat
from typing import Any, Iterable, Optional

from . import handover, layers

SNAPSHOT_LIMIT = 20_000
UNWATCHED = {".git", "__pycache__", "node_modules", ".venv", "venv", "site-packages", ".mypy_cache", ".pytest_cache"}
LISTED = 2_000


class Snapshot:
    """Size and times of the files under the roots: sees changes that no audit event announces (sqlite, a shell)."""

    def __init__(self, roots: Iterable[str], run_directory: str) -> None:
        self.truncated = False
        self._roots = [os.path.realpath(root) for root in roots]
        self._skip = os.path.realpath(run_directory)
        self._files = self._walk()

    def changed(self) -> list[str]:
        """Files that appeared, went, or changed since; nothing about what is past the limit."""
        now = self._walk()
        keys = now.keys() & self._files.keys() if self.truncated else now.keys() | self._files.keys()
        return sorted(path for path in keys if now.get(path) != self._files.get(path))

    def _walk(self) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        todo = list(self._roots)
        while todo:
            try:
                entries = list(os.scandir(todo.pop()))
            except OSError:
                # A folder that cannot be listed cannot be compared; the run would meet the same error.
                continue
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in UNWATCHED and entry.path != self._skip:
                        todo.append(entry.path)
                elif entry.is_file(follow_symlinks=False):
                    if len(found) >= SNAPSHOT_LIMIT:
                        self.truncated = True
                        return found
                    try:
                        info = entry.stat(follow_symlinks=False)
                    except FileNotFoundError:
                        continue
                    found[entry.path] = (info.st_size, info.st_mtime_ns)
        return found


def settle(run_directory: str, keep: Optional[str], before: Snapshot, leave: Optional[str] = None) -> dict[str, Any]:
    """What the run did to files, after undoing it. Every process of the run is gone by now.

    In the folder `leave` stays what the run would have left, for a run that starts from it.
    """
    entries = _journal(os.path.join(run_directory, "files.journal"))
    report: dict[str, Any] = {
        name: [] for name in ("kept", "created", "written", "read", "changed_unseen", "not_restored")
    }
    seen: set[str] = set()
    changed_at: dict[str, float] = report.setdefault("changed_at", {})
    for entry in entries:
        path, op = entry["path"], entry["op"]
        if op == "lost":
            report["not_restored"].append({"path": path, "reason": entry["reason"]})
        elif path not in report.setdefault(op, []):
            report[op].append(path)
        if op == "read":
            changed_at.setdefault(path, entry["changed"])
        else:
            seen.add(os.path.realpath(path))
    made = [entry["path"] for entry in entries if entry["op"] == "created"]
    below = tuple(os.path.realpath(path) + os.sep for path in made)
    report["changed_unseen"] = [p for p in before.changed() if p not in seen and not p.startswith(below)]
    report["snapshot_truncated"] = before.truncated
    roots = layers.earlier(run_directory)
    noted = {entry["path"] for entry in entries if entry["op"] != "read"}
    changed, unseen = layers.settle(run_directory, lambda path: path in noted or path.startswith(below))
    report["layered"], report["changed_unseen"] = changed, report["changed_unseen"] + unseen
    # In a layer there is nothing to undo: it is gone.
    entries = [entry for entry in entries if not layers.covers(roots, entry["path"])]
    made = [entry["path"] for entry in entries if entry["op"] == "created"]
    if leave is not None:
        kept = [entry["path"] for entry in entries if entry["op"] == "kept" and not entry.get("directory")]
        report["not_handed_over"] = handover.gather(leave, made, kept)
    if keep is not None:
        for path in sorted(set(made), key=len, reverse=True):
            _take_away(path, report)
        for entry in entries:
            if entry["op"] == "kept":
                _put_back(entry, report)
    for name in ("read", "written", "layered"):
        report[f"{name}_count"] = len(report[name])
        del report[name][LISTED:]
    return report


def _journal(path: str) -> list[dict[str, Any]]:
    """The lines that traced processes appended; one cut short, by a kill or a full disk, is no entry."""
    entries = []
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            for line in file:
                if not line.endswith("\n"):
                    continue
                try:
                    entries.append(json.loads(line))
                except ValueError:
                    # What was cut short runs on in the next line; the tracer has told of it.
                    continue
    except FileNotFoundError:
        return []
    return entries


def _take_away(path: str, report: dict[str, Any]) -> None:
    """A path that the run made: it did not exist before, so nothing of the user's is in it."""
    try:
        info = os.lstat(path)
        if stat.S_ISDIR(info.st_mode):
            shutil.rmtree(path)
        elif stat.S_ISREG(info.st_mode) or stat.S_ISLNK(info.st_mode):
            os.unlink(path)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        report["not_restored"].append({"path": path, "reason": f"could not be taken away: {error.strerror}"})


def _put_back(entry: dict[str, Any], report: dict[str, Any]) -> None:
    path, copy = entry["path"], entry["copy"]
    try:
        if entry.get("directory"):
            os.makedirs(path, exist_ok=True)
        elif entry.get("target") is not None:
            if not (os.path.islink(path) and os.readlink(path) == entry["target"]):
                if os.path.lexists(path):
                    os.unlink(path)
                os.symlink(entry["target"], path)
            os.utime(path, ns=(entry["atime_ns"], entry["mtime_ns"]), follow_symlinks=False)
            return
        else:
            if _unchanged(path, entry):
                return
            _write_back(path, copy)
        os.chmod(path, entry["mode"])
        os.utime(path, ns=(entry["atime_ns"], entry["mtime_ns"]))
    except OSError as error:
        report["not_restored"].append({"path": path, "reason": f"could not be put back: {error.strerror}"})


def _unchanged(path: str, entry: dict[str, Any]) -> bool:
    """Inode and change time cannot be set by a script, so the same ones mean the same file."""
    try:
        info = os.lstat(path)
    except FileNotFoundError:
        return False
    return (info.st_ino, info.st_ctime_ns, info.st_size) == (entry["inode"], entry["ctime_ns"], entry["size"])


def _write_back(path: str, copy: str) -> None:
    """Into the same file where it still exists, so that hard links, owner and inode stay as they were."""
    if os.path.islink(path) or os.path.isdir(path):
        (shutil.rmtree if os.path.isdir(path) and not os.path.islink(path) else os.unlink)(path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if os.path.exists(path) and not os.access(path, os.W_OK):
        os.chmod(path, 0o600)
    with open(copy, "rb") as source, open(path, "wb") as target:
        shutil.copyfileobj(source, target, 1 << 20)
