"""Hands the files that one run leaves to the next one, which finds them as if nothing had been put back in between.

Each run undoes what it was given too, so files are changed only while a supervisor is there to put them back.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from typing import Any, Callable, Iterable

_LIST = "left.json"


def gather(folder: str, made: Iterable[str], kept: Iterable[str]) -> list[str]:
    """Before the run is undone: takes what it made, and a copy of what it changed. Gives what could not be had."""
    os.makedirs(folder, mode=0o700)
    left: list[dict[str, Any]] = []
    failures: list[str] = []
    taken: tuple[str, ...] = ()
    for path in sorted(set(made), key=len):
        if not path.startswith(taken or "\0") and _take(path, folder, left, failures, shutil.move):
            taken = (*taken, path + os.sep)
    for path in dict.fromkeys(kept):
        if os.path.lexists(path):
            _take(path, folder, left, failures, _copy)
        else:
            left.append({"path": path, "copy": None})
    with open(os.path.join(folder, _LIST), "w", encoding="utf-8") as file:
        json.dump(left, file)
    return failures


def _take(
    path: str, folder: str, left: list[dict[str, Any]], failures: list[str], take: Callable[[str, str], Any]
) -> bool:
    copy = os.path.join(folder, str(len(left)))
    try:
        mode = os.lstat(path).st_mode
        if not (stat.S_ISDIR(mode) or stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
            return False
        take(path, copy)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        failures.append(f"{path}: {error.strerror or error}")
        return False
    left.append({"path": path, "copy": copy})
    return True


def _copy(path: str, copy: str) -> None:
    shutil.copy2(path, copy, follow_symlinks=False)


def lay_out(folder: str, run_directory: str, keep: str) -> None:
    """Before a run starts: puts the files where the run before had them, and into this run's journal how it was."""
    with open(os.path.join(folder, _LIST), encoding="utf-8") as file:
        left = json.load(file)
    os.makedirs(keep, mode=0o700, exist_ok=True)
    with open(os.path.join(run_directory, "files.journal"), "a", encoding="utf-8") as journal:
        for entry in left:
            path, copy = entry["path"], entry["copy"]
            journal.write(json.dumps(_as_it_is(path, keep)) + "\n")
            journal.flush()
            if os.path.lexists(path):
                os.unlink(path)
            if copy is not None:
                os.makedirs(os.path.dirname(path), exist_ok=True)
                shutil.move(copy, path)
                for folder_below, folders, names in os.walk(path):
                    for name in folders + names:
                        _claim(os.path.join(folder_below, name), keep)


def _as_it_is(path: str, keep: str) -> dict[str, Any]:
    """The entry of a journal that takes the path away again, or puts back what is there now."""
    claim = _claim(path, keep)
    if not os.path.lexists(path):
        return {"op": "created", "path": path}
    info = os.lstat(path)
    entry: dict[str, Any] = {
        "op": "kept",
        "path": path,
        "copy": None,
        "mode": stat.S_IMODE(info.st_mode),
        "size": info.st_size,
        "inode": info.st_ino,
        "ctime_ns": info.st_ctime_ns,
        "mtime_ns": info.st_mtime_ns,
        "atime_ns": info.st_atime_ns,
    }
    if stat.S_ISLNK(info.st_mode):
        return {**entry, "target": os.readlink(path)}
    shutil.copyfile(path, claim)
    return {**entry, "copy": claim}


def _claim(path: str, keep: str) -> str:
    """As the tracer claims a path before it keeps a copy: what is noted here, it leaves alone."""
    name = os.path.join(keep, hashlib.sha256(os.fsencode(path)).hexdigest()[:32])
    os.close(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600))
    return name
