"""The file of a trace: made when there is something to write, and kept out of the way of the script's own files."""

from __future__ import annotations

import os

from . import format as fmt

LONGEST = 2 << 30


class TraceFile:
    """A chain of records. `put` raises OSError where the file is full, too long, or no longer ours."""

    def __init__(self) -> None:
        self._fd = -1
        self._crc = 0
        self._written = 0
        self._identity = (0, 0)

    @property
    def made(self) -> bool:
        return self._fd >= 0

    def create(self, folder: str, stem: str) -> str:
        """The stem that it has: another one where a process of the same name was there first."""
        wanted, attempt = stem, 1
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        while True:
            path = os.path.join(folder, f"{stem}.srt")
            try:
                fd = os.open(path, flags, 0o600)
                break
            except FileExistsError:
                # Such as the next epoch's workers under forkserver.
                attempt += 1
                stem = f"{wanted}.{attempt}"
        # High up, where a script that closes "all" descriptors from 3 upward, or counts them, hardly comes.
        self._fd = _raised(fd)
        info = os.fstat(self._fd)
        self._identity = (info.st_dev, info.st_ino)
        return stem

    def put(self, kind: bytes, payload: bytes, prefix: bytes = b"") -> None:
        record, self._crc = fmt.pack_record(kind, payload, self._crc)
        self._written += len(record)
        if self._written > LONGEST:
            raise OSError(f"the trace grew past {LONGEST >> 20} MiB")
        if not self._still_ours():
            raise OSError("the script closed the descriptor of the trace")
        view = memoryview(prefix + record)
        while view:
            view = view[os.write(self._fd, view) :]

    def close(self) -> None:
        os.close(self._fd)

    def forget(self) -> None:
        """In a forked child, which has the parent's file."""
        if self.made and self._still_ours():
            self.close()

    def _still_ours(self) -> bool:
        """A script may close every descriptor and open its own file under our number."""
        try:
            info = os.fstat(self._fd)
        except OSError:
            return False
        return (info.st_dev, info.st_ino) == self._identity


def _raised(fd: int) -> int:
    import fcntl
    import resource

    soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    lowest = 200 if soft == resource.RLIM_INFINITY else max(3, min(200, soft - 20))
    high = fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, lowest)
    os.close(fd)
    return high
