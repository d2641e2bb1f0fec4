"""Reads the little progress files that traced processes keep, and turns them into events."""

from __future__ import annotations

import os
import time
from typing import Any, Optional

INTERVAL_S = 0.1  # at most ten step events a second


class Progress:
    """A file a traced main process, `r{rank}`, holding `steps state` and ending in a newline once whole."""

    def __init__(self, directory: str) -> None:
        self._directory = directory
        self._seen: dict[str, tuple[int, str]] = {}
        self._next = 0.0
        self.limit_since: Optional[float] = None
        self.steps = 0

    def poll(self, final: bool = False) -> list[dict[str, Any]]:
        now = time.monotonic()
        if now < self._next and not final:
            return []
        self._next = now + INTERVAL_S
        events: list[dict[str, Any]] = []
        for name in os.listdir(self._directory):
            if not name[1:].isdigit():
                continue
            with open(os.path.join(self._directory, name), "rb") as file:
                words = file.read(64).split()
            if len(words) < 2:
                continue
            steps, state = int(words[0]), words[1].decode("ascii")
            old = self._seen.get(name)
            self._seen[name] = (steps, state)
            if steps and (old is None or old[0] != steps):
                events.append({"event": "step", "step": steps, "rank": int(name[1:])})
            if state == "step-limit" and self.limit_since is None:
                self.limit_since = now
        self.steps = max((steps for steps, _ in self._seen.values()), default=0)
        return events

    def ends(self) -> list[str]:
        self.poll(final=True)
        return [state for _, state in self._seen.values()]
