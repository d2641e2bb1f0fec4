"""Puts a layer over the user's folders for one run, where the kernel permits: what the run writes there goes into it.

Whatever writes, a shell or a library in C++ too, the user's own files stay as they are even while the run lives.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import stat
from typing import Any, Callable, Iterable, Optional

MARK = "layers.json"
EXEMPT = {"__pycache__", ".git", ".cache", ".triton", ".nv", ".keras_cache", ".mypy_cache", ".pytest_cache"}
_NEW_MOUNTS, _NEW_USER = 0x20000, 0x10000000
_RECURSIVE, _PRIVATE = 0x4000, 0x40000
_CACHES = (
    "XDG_CACHE_HOME TORCH_HOME HF_HOME HF_HUB_CACHE HUGGINGFACE_HUB_CACHE TRANSFORMERS_CACHE TRITON_CACHE_DIR "
    "TORCHINDUCTOR_CACHE_DIR CUDA_CACHE_PATH TORCH_EXTENSIONS_DIR"
).split()


def plan(run_directory: str, roots: Iterable[str], beneath: Optional[str]) -> list[dict[str, str]]:
    """A layer for each folder, or none at all. `beneath` is an earlier run's directory, whose layers come under."""
    below = earlier(beneath) if beneath else {}
    folders = _outermost(os.path.realpath(root) for root in roots)
    if not all(map(_can_have_one, folders)) or any(_holds(folder, run_directory) for folder in folders):
        return []
    layers = []
    for number, folder in enumerate(folders):
        own = os.path.join(run_directory, "layers", str(number))
        layer = {"root": folder, "upper": os.path.join(own, "upper"), "work": os.path.join(own, "work")}
        layer["lower"] = ":".join([*([below[folder]] if folder in below else []), folder])
        for name in ("upper", "work"):
            os.makedirs(layer[name], mode=0o700)
        info = os.stat(folder)
        # The layer's own folder is what the script sees as the user's.
        os.chmod(layer["upper"], stat.S_IMODE(info.st_mode))
        if os.geteuid() == 0:
            os.chown(layer["upper"], info.st_uid, info.st_gid)
        layers.append(layer)
    return layers


def _outermost(folders: Iterable[str]) -> list[str]:
    found: list[str] = []
    for folder in sorted(set(folders), key=len):
        if not any(_holds(other, folder) for other in found):
            found.append(folder)
    return found


def _holds(folder: str, path: str) -> bool:
    return (os.path.realpath(path) + os.sep).startswith(folder.rstrip(os.sep) + os.sep)


def _can_have_one(folder: str) -> bool:
    """Not where the script would see something else through it, nor where it would lose a cache that it fills."""
    try:
        info = os.stat(folder)
    except OSError:
        return False
    own = os.geteuid() == 0 or info.st_uid == os.geteuid()
    plain = not set(folder) & set(':,\\"')
    home = os.path.expanduser("~")
    caches = [os.path.join(home, ".cache"), home, *(os.environ[name] for name in _CACHES if os.environ.get(name))]
    held = [folder, *caches, "/tmp", "/var/tmp", "/dev/shm"]
    return own and plain and not any(_holds(folder, path) for path in held[1:]) and not _has_mounts(folder)


def _has_mounts(folder: str) -> bool:
    """What is mounted below it would not be there in the layer."""
    with open("/proc/self/mountinfo", encoding="utf-8", errors="surrogateescape") as file:
        points = [line.split(" ")[4].encode().decode("unicode_escape") for line in file]
    return any(point != folder and _holds(folder, point) for point in points)


def enter(layers: list[dict[str, str]], directory: str, cwd: Optional[str], own_user: Optional[bool] = None) -> None:
    """In the child, before it becomes the script. Raises where the kernel does not permit it."""
    libc = ctypes.CDLL(None, use_errno=True)
    if own_user is None:
        own_user = os.geteuid() != 0
    uid, gid = os.geteuid(), os.getegid()
    _check(libc, libc.unshare(_NEW_MOUNTS | (_NEW_USER if own_user else 0)))
    if own_user:
        for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
            with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
                file.write(text)
    _check(libc, libc.mount(b"none", b"/", None, _RECURSIVE | _PRIVATE, None))
    for layer in layers:
        # Without a user namespace of its own, an overlay can also rename folders of the user.
        more = "userxattr" if own_user else "redirect_dir=on"
        options = f"lowerdir={layer['lower']},upperdir={layer['upper']},workdir={layer['work']},{more}"
        _check(libc, libc.mount(b"overlay", os.fsencode(layer["root"]), b"overlay", 0, os.fsencode(options)))
    if cwd:
        os.chdir(cwd)
    with open(os.path.join(directory, MARK), "x", encoding="utf-8") as file:
        json.dump([{"root": layer["root"], "upper": layer["upper"]} for layer in layers], file)


def _check(libc: Any, result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def earlier(run_directory: str) -> dict[str, str]:
    """The layers that a run had, by the folder that each lay over; none where it had none."""
    try:
        with open(os.path.join(run_directory, MARK), encoding="utf-8") as file:
            return {layer["root"]: layer["upper"] for layer in json.load(file)}
    except FileNotFoundError:
        return {}


def covers(roots: Iterable[str], path: str) -> bool:
    return any((path + os.sep).startswith(root + os.sep) for root in roots)


def settle(run_directory: str, announced: Callable[[str], bool]) -> tuple[list[str], list[str]]:
    """What the run changed in its layers, and what of that no audit event announced: only that stays, with the caches.

    A later run whose layers come over these starts from it, as it would without any layer.
    """
    changed: list[str] = []
    unseen: list[str] = []
    for root, upper in earlier(run_directory).items():
        shutil.rmtree(os.path.join(os.path.dirname(upper), "work"), onerror=_open_up)
        for folder, folders, names in os.walk(upper, topdown=False):
            for name in names + [one for one in folders if os.path.islink(os.path.join(folder, one))]:
                inside = os.path.join(folder, name)
                path = os.path.join(root, os.path.relpath(inside, upper))
                if name.endswith(".pyc") or not EXEMPT.isdisjoint(path.split(os.sep)):
                    continue
                changed.append(path)
                if announced(path):
                    os.unlink(inside)
                else:
                    unseen.append(path)
            if folder != upper and not os.listdir(folder):
                os.rmdir(folder)
    return sorted(changed), sorted(unseen)


def _open_up(function: Any, path: str, _: Any) -> None:
    """The kernel's own folder in there may be closed even to its owner."""
    os.chmod(path, 0o700)
    if function is os.rmdir or not os.path.isdir(path):
        function(path)
    else:
        shutil.rmtree(path)
