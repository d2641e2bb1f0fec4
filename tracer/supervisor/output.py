"""Keeps the first and the last MiB of a stream in a log, whatever its size, in bounded memory."""

from __future__ import annotations

import os
from collections import deque

LIMIT = 1 << 20


class CappedLog:
    """Writes the head to the file at once; holds the tail in memory until `close`."""

    def __init__(self, path: str, limit: int = LIMIT) -> None:
        self._fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        self._limit = limit
        self._head = 0
        self._tail: deque[bytes] = deque()
        self._held = 0
        self.total = 0
        self.failure: str | None = None

    def write(self, data: bytes) -> None:
        self.total += len(data)
        if self._head < self._limit:
            part = data[: self._limit - self._head]
            self._head += len(part)
            self._put(part)
            data = data[len(part) :]
        if not data:
            return
        data = data[-self._limit :]
        self._tail.append(data)
        self._held += len(data)
        while self._held - len(self._tail[0]) >= self._limit:
            self._held -= len(self._tail.popleft())

    @property
    def left_out(self) -> int:
        return max(0, self.total - self._head - min(self._held, self._limit))

    def close(self) -> None:
        tail = b"".join(self._tail)[-self._limit :]
        if self.left_out:
            self._put(b"\n[samerun: %d bytes left out here]\n" % self.left_out)
        self._put(tail)
        os.close(self._fd)

    def _put(self, data: bytes) -> None:
        """A full disk loses the log, never the run: the status says so."""
        view = memoryview(data)
        try:
            while view:
                view = view[os.write(self._fd, view) :]
        except OSError as error:
            self.failure = f"{error.strerror}"
