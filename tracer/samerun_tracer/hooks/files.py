"""Keeps a copy of a user's file before the run first changes it, and notes what was made, written and read.

All from audit events, which come before the deed; the supervisor puts things back when every process is gone.
"""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
from typing import Any, Callable, Optional

from .. import ends, places, settings, trouble
from .. import format as fmt
from ..record import recorder, thread
from . import process, surroundings

MOST_BYTES = 4 << 30
MOST_FILES = 20_000
MOST_READS = 20_000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_SYSTEM = ("/dev/", "/proc/", "/sys/", "/run/")
_EXEMPT_PARTS = {"__pycache__", ".git", ".cache", ".triton", ".nv", ".keras_cache"}
_CACHE_VARIABLES = (
    "XDG_CACHE_HOME TORCH_HOME HF_HOME HF_HUB_CACHE HUGGINGFACE_HUB_CACHE TRANSFORMERS_CACHE TRITON_CACHE_DIR "
    "TORCHINDUCTOR_CACHE_DIR CUDA_CACHE_PATH MPLCONFIGDIR NUMBA_CACHE_DIR PYTHONPYCACHEPREFIX TORCH_EXTENSIONS_DIR"
).split()

_exempt: tuple[str, ...] = ()
_seen: set[tuple[str, str]] = set()
_journal: Optional[str] = None
_claims: Optional[str] = None
_layered: tuple[str, ...] = ()  # folders over which this run has a layer: nothing has to be kept of them
_bytes = 0
_reads = 0


def begin() -> None:
    global _exempt, _journal, _claims, _layered
    own = [settings.run_directory, settings.keep] if settings.keep else [settings.run_directory]
    caches = [os.environ[name] for name in _CACHE_VARIABLES if os.environ.get(name)]
    folders = [os.path.realpath(path) + os.sep for path in own + caches]
    _exempt = (*_SYSTEM, *folders, os.path.join(tempfile_folder(), "torchinductor_"))
    _journal = os.path.join(settings.run_directory, "files.journal")
    _claims = settings.keep
    if _claims is not None:
        os.makedirs(_claims, mode=0o700, exist_ok=True)
    try:
        with open(os.path.join(settings.run_directory, "layers.json"), encoding="utf-8") as file:
            _layered = tuple(layer["root"] + os.sep for layer in json.load(file))
    except FileNotFoundError:
        _layered = ()
    sys.addaudithook(_audit)


def tempfile_folder() -> str:
    return os.environ.get("TMPDIR") or "/tmp"


def written(path: Any) -> None:
    """Also for writers in C++ that announce nothing, such as `torch.save`."""
    _before_write(_absolute(path))


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    handler = _HANDLERS.get(event)
    if handler is None or thread.busy:
        return
    thread.busy = True
    try:
        handler(arguments)
    except Exception as error:
        trouble.tell(f"audit {event}", error)
    finally:
        thread.busy = False


def _on_open(arguments: tuple[Any, ...]) -> None:
    path, _, flags = arguments
    if not isinstance(path, (str, bytes)) or flags is None:
        return
    if flags & _WRITING:
        # No folder can be written to: `NamedTemporaryFile` names one for its opener, which opens a file in it.
        if not os.path.isdir(path):
            _before_write(_absolute(path))
    else:
        _on_read(path)


def _on_read(path: Any) -> None:
    global _reads
    surroundings.opened(os.path.abspath(os.fsdecode(path)))
    if _reads >= MOST_READS:
        return
    path = _absolute(path)
    if ("read", path) in _seen or _is_exempt(path) or path.endswith((".py", ".pyc", ".so")):
        return
    if not places.is_user_file(path) or not os.path.isfile(path):
        return
    _reads += 1
    _write_journal("read", path, changed=os.stat(path).st_mtime)
    _emit(fmt.READ, path)


def _emit(kind: int, path: str) -> None:
    """Where a file is first read or changed; the supervisor's report has no lines."""
    recorder.emit(kind, recorder.name(path), places.place_of(sys._getframe()))


def _on_two(arguments: tuple[Any, ...]) -> None:
    """Renames and links: both names change what they mean."""
    _before_removal(_absolute(arguments[0], arguments[2] if len(arguments) > 2 else -1))
    _before_removal(_absolute(arguments[1], arguments[3] if len(arguments) > 3 else -1))


def _on_new_name(arguments: tuple[Any, ...]) -> None:
    _before_removal(_absolute(arguments[1], arguments[3] if len(arguments) > 3 else -1))


def _on_remove(arguments: tuple[Any, ...]) -> None:
    _before_removal(_absolute(arguments[0], arguments[1] if len(arguments) > 1 else -1))


def _on_mkdir(arguments: tuple[Any, ...]) -> None:
    path = _absolute(arguments[0], arguments[2] if len(arguments) > 2 else -1)
    if not os.path.lexists(path):
        _before_write(path)


def _on_change(arguments: tuple[Any, ...]) -> None:
    if isinstance(arguments[0], (str, bytes)):
        _before_write(_absolute(arguments[0]))


def _on_sqlite(arguments: tuple[Any, ...]) -> None:
    path = arguments[0]
    if isinstance(path, (str, bytes)) and path not in (":memory:", "") and not os.fsdecode(path).startswith("file:"):
        _before_write(_absolute(path))
        _on_read(path)


_HANDLERS: dict[str, Callable[[tuple[Any, ...]], None]] = {
    "open": _on_open,
    "os.remove": _on_remove,
    "os.rmdir": _on_remove,
    "shutil.rmtree": _on_remove,
    "os.rename": _on_two,
    "os.link": _on_new_name,
    "os.symlink": _on_new_name,
    "os.truncate": _on_change,
    "os.chmod": _on_change,
    "os.mkdir": _on_mkdir,
    "sqlite3.connect": _on_sqlite,
    "os.exec": process.on_exec,
    "sys.excepthook": ends.on_uncaught,
}


def _absolute(path: Any, folder: Any = -1) -> str:
    """The last part is not resolved: a link itself is what a rename or a removal changes."""
    text = os.fsdecode(path)
    if isinstance(folder, int) and folder >= 0 and not os.path.isabs(text):
        text = os.path.join(os.readlink(f"/proc/self/fd/{folder}"), text)
    head, tail = os.path.split(os.path.abspath(text))
    return os.path.join(os.path.realpath(head), tail)


def _is_exempt(path: str) -> bool:
    return (
        (path + os.sep).startswith(_exempt) or path.endswith(".pyc") or not _EXEMPT_PARTS.isdisjoint(path.split(os.sep))
    )


def _before_write(path: str) -> None:
    if os.path.islink(path):
        path = os.path.realpath(path)
    _before_removal(path)


def _before_removal(path: str) -> None:
    """Once a path: keeps what is there, or notes that nothing was."""
    if ("write", path) in _seen:
        # When a checkpoint was saved last is asked only of a run that is resumed.
        if settings.pins.get("watch_state") and not _is_exempt(path):
            _emit(fmt.WRITE, path)
        return
    _seen.add(("write", path))
    if _is_exempt(path):
        return
    claim = _claim(path)
    if claim is None:
        return
    _write_journal("written", path)
    _emit(fmt.WRITE, path)
    try:
        info = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        _write_journal("created", path)
        return
    if stat.S_ISDIR(info.st_mode):
        _keep_folder(path, info)
    elif stat.S_ISLNK(info.st_mode):
        _write_journal("kept", path, copy=None, target=os.readlink(path), **_stat(info))
    elif stat.S_ISREG(info.st_mode):
        _keep_file(path, claim, info)


def _claim(path: str) -> Optional[str]:
    """The first process of the run that touches a path decides what it was; None where another one did."""
    if _claims is None:
        return ""
    import hashlib

    name = os.path.join(_claims, hashlib.sha256(os.fsencode(path)).hexdigest()[:32])
    try:
        os.close(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600))
    except FileExistsError:
        return None
    return name


def _keep_file(path: str, claim: str, info: os.stat_result) -> None:
    global _bytes
    import shutil

    if not claim:
        return
    if path.startswith(_layered or "\0"):
        _write_journal("kept", path, copy=None, **_stat(info))
        return
    _bytes += info.st_size
    if _bytes > MOST_BYTES:
        _write_journal("lost", path, reason="too large to keep a copy of")
        return
    try:
        shutil.copyfile(path, claim)
    except OSError as error:
        _write_journal("lost", path, reason=f"no copy could be kept: {error.strerror}")
        return
    _write_journal("kept", path, copy=claim, **_stat(info))


def _keep_folder(path: str, info: os.stat_result) -> None:
    """A folder that is renamed or removed takes its files with it."""
    count = 0
    _write_journal("kept", path, copy=None, directory=True, **_stat(info))
    if path.startswith(_layered or "\0"):
        return
    for folder, folders, names in os.walk(path):
        for name in folders + names:
            count += 1
            if count > MOST_FILES:
                _write_journal("lost", path, reason=f"more than {MOST_FILES} files in it")
                return
            _before_removal(os.path.join(folder, name))


def _stat(info: os.stat_result) -> dict[str, int]:
    return {
        "mode": stat.S_IMODE(info.st_mode),
        "size": info.st_size,
        "inode": info.st_ino,
        "ctime_ns": info.st_ctime_ns,
        "mtime_ns": info.st_mtime_ns,
        "atime_ns": info.st_atime_ns,
    }


def _write_journal(op: str, path: str, **more: Any) -> None:
    """One short write in append mode: lines of several processes do not mix."""
    _seen.add((op, path))
    if _journal is None:
        return
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
    fd = os.open(_journal, flags, 0o600)
    try:
        line = (json.dumps({"op": op, "path": path, **more}) + "\n").encode("utf-8", "surrogatepass")
        if os.write(fd, line) < len(line):
            raise OSError(errno.ENOSPC, "the journal of files could not be written in full")
    finally:
        os.close(fd)
