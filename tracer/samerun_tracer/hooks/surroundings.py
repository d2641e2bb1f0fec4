"""Notes what a script learns from the machine around it: load, memory, disks, /proc, what other programs print."""

from __future__ import annotations

import builtins
import functools
import io
import os
import sys
from types import FrameType, ModuleType
from typing import Any, Callable, Optional

from .. import places, settings
from ..builtin import stand_in
from ..hashing import zlib_hash
from ..record import thread
from . import answers, questions
from .questions import question

_OS = "getloadavg sysconf times statvfs getppid cpu_count".split()
_PSUTIL = (
    "virtual_memory swap_memory cpu_percent cpu_times cpu_times_percent cpu_freq cpu_stats getloadavg disk_usage "
    "disk_io_counters net_io_counters net_connections sensors_temperatures pids boot_time"
).split()
_PROCESS = "memory_info memory_full_info memory_percent cpu_percent cpu_times num_threads num_fds io_counters".split()
# What is read from the kernel's own files; others in these folders may block, or are no small text.
_SYSTEM_FILES = ("/proc/", "/sys/")
_UNREADABLE = ("kmsg", "mem", "kcore", "pagemap", "trace_pipe", "event")
_ENTROPY_FILES = ("/dev/urandom", "/dev/random", "/proc/sys/kernel/random/uuid")
_MOST_BYTES = 1 << 16


def begin() -> None:
    for name in _OS:
        if hasattr(os, name):
            original = getattr(os, name)
            setattr(os, name, stand_in(original, question(f"os.{name}", original)))
    if settings.pins.get("answers"):
        builtins.open = io.open = stand_in(builtins.open, _open(builtins.open))


def patch_resource(module: ModuleType) -> None:
    original = module.getrusage
    module.getrusage = stand_in(original, question("resource.getrusage", original))  # type: ignore[attr-defined]


def patch_shutil(module: ModuleType) -> None:
    module.disk_usage = question("shutil.disk_usage", module.disk_usage)  # type: ignore[attr-defined]


def patch_socket(module: ModuleType) -> None:
    """The port that the system chose, where the script left that to it."""
    kind = module.socket  # type: ignore[attr-defined]
    kind.getsockname = question("socket.getsockname", kind.getsockname)


def patch_psutil(module: ModuleType) -> None:
    for name in _PSUTIL:
        if hasattr(module, name):
            setattr(module, name, question(f"psutil.{name}", getattr(module, name)))
    for name in _PROCESS:
        if hasattr(module.Process, name):  # type: ignore[attr-defined]
            original = getattr(module.Process, name)  # type: ignore[attr-defined]
            setattr(module.Process, name, question(f"psutil.{name}", original))  # type: ignore[attr-defined]


def patch_subprocess(module: ModuleType) -> None:
    """What another program printed, and how it ended."""
    kind = module.Popen  # type: ignore[attr-defined]
    kind.communicate = question("subprocess", kind.communicate, through="subprocess.py")
    kind.wait = question("subprocess", kind.wait)


def opened(path: str) -> None:
    """From the audit of files: what the kernel says in this file now is what the script is about to read."""
    if not path.startswith(_SYSTEM_FILES) and path not in _ENTROPY_FILES:
        return
    frame = _asker(sys._getframe().f_back)
    if frame is None:
        return
    if path in _ENTROPY_FILES:
        # Never the same twice, which is all that matters of it.
        questions.note("os.urandom", frame, os.urandom(8))
    elif not path.endswith(_UNREADABLE) and os.path.isfile(path):
        with open(path, "rb", buffering=0) as file:
            data = file.read(_MOST_BYTES)
        numbers = [word for word in data[:200].split() if word[:1].isdigit()]
        shown = numbers[0].decode("ascii", "replace") if numbers else None
        questions.note("read " + path.replace(f"/proc/{os.getpid()}/", "/proc/self/"), frame, data, None, shown)


def _asker(frame: Optional[FrameType]) -> Optional[FrameType]:
    """The user's line that asks; what a library looks up while it is imported is its own business."""
    while frame is not None and not places.is_user_frame(frame):
        if "<frozen importlib" in frame.f_code.co_filename:
            return None
        frame = frame.f_back
    return frame


def _open(original: Callable[..., Any]) -> Callable[..., Any]:
    """Under the pin `answers`: a copy of what the kernel said in the first run, in place of its file."""

    @functools.wraps(original)
    def open_same(file: Any, *arguments: Any, **options: Any) -> Any:
        frame = sys._getframe().f_back
        path = os.path.abspath(os.fsdecode(file)) if isinstance(file, (str, bytes, os.PathLike)) else ""
        if thread.busy or not path.startswith(_SYSTEM_FILES) or not settings.is_pinned("answers", frame):
            return original(file, *arguments, **options)

        def read() -> bytes:
            with original(file, "rb") as source:
                return bytes(source.read())

        data = answers.same(f"read {path}", frame, read)
        copy = os.path.join(settings.run_directory, f"copy.{zlib_hash(data):016x}")
        with original(copy, "wb") as target:
            target.write(data)
        return original(copy, *arguments, **options)

    return open_same
