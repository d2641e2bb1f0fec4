"""The trace writer: gathers events of all threads of a process and writes them as one chain of records."""

from __future__ import annotations

import json
import os
import struct
import sys
import threading
import zlib
from array import array
from time import monotonic
from typing import Any, Optional

from . import awaited, loaded, trouble
from . import format as fmt
from .awaited import MASK, masked
from .trace_file import TraceFile

FLUSH_WORDS = 6 * 20_000
STEP_FLUSH_S = 0.2
DETAILS = 20_000
FOREIGN_THREAD = 1000  # threads that Python did not start are numbered from here, by first appearance
ROLL = 0x100000001B3


class Recorder:
    """`buffer` holds six values an event (four words of the format, the sample as float, extra); its identity is fixed.

    Hot paths append to it without the lock: one `extend` of a list is atomic.
    """

    def __init__(self) -> None:
        self.buffer: list[Any] = []
        self.closed = True
        self.step = 0
        self.step_word = 0
        self.merging = True
        self.lock = threading.RLock()
        self.names: dict[str, int] = {}
        self.places: list[tuple[str, int, int, str]] = []
        # Made by the main thread, before any other is there.
        self.ordinals: dict[int, int] = {threading.get_ident(): 0}
        self.may_be_absent = (
            False  # a helper process without events, such as multiprocessing's tracker, leaves no trace
        )
        self.extra_header: dict[str, Any] = {}
        self._fresh_names: list[tuple[int, str]] = []
        self._fresh_places = 0
        self._details: list[tuple[int, Any]] = []
        self._detail_count = 0
        self._file = TraceFile()
        self._flushing = False

    def open(self, directory: str, stem: str) -> None:
        """The file itself is made at the first flush: by then a worker knows its name."""
        self.directory = directory
        self.stem = stem
        self._restart()

    def reopen(self, stem: str) -> None:
        """In a forked child: a trace of its own, with the tables of the parent defined anew."""
        self._file.forget()
        self.stem = stem
        self.lock = threading.RLock()
        self.buffer.clear()
        self.ordinals = {threading.get_ident(): 0}
        self.merging = True
        self._restart()

    def _restart(self) -> None:
        self._file = TraceFile()
        self._base = 0
        self._flushed_at = monotonic()
        self._flushing = False
        self._details = []
        self._fresh_names = [(number, text) for text, number in self.names.items()]
        self._fresh_places = 0
        self.closed = False

    # Names, places, threads.

    def name(self, text: str) -> int:
        number = self.names.get(text)
        if number is None:
            with self.lock:
                number = self.names.setdefault(text, len(self.names) + 1)
                self._fresh_names.append((number, text))
        return number

    def add_place(self, file: str, row: int, end_row: int, function: str) -> int:
        with self.lock:
            self.places.append((file, row, end_row, function))
            return len(self.places)

    def ordinal(self) -> int:
        ident = threading.get_ident()
        number = self.ordinals.get(ident)
        if number is None:
            with self.lock:
                foreign = sum(1 for value in self.ordinals.values() if value >= FOREIGN_THREAD)
                number = self.ordinals[ident] = FOREIGN_THREAD + foreign
        return number

    # Events.

    def emit(
        self,
        kind: int,
        name: int,
        place: int = 0,
        before: Any = 0,
        after: Any = 0,
        flags: int = 0,
        sample: Any = None,
        extra: int = 0,
        detail: Any = None,
    ) -> None:
        if self.closed:
            return
        if sample is None:
            sample = 0.0
        else:
            flags |= fmt.SAMPLED
        word = kind | flags << 8 | self.ordinal() << 16 | name << 32
        event = (word, place | self.step_word, masked(before), masked(after), sample, extra & MASK)
        with self.lock:
            self.buffer.extend(event)
            if detail is not None and self._detail_count < DETAILS:
                self._detail_count += 1
                at = len(self.buffer) // 6 - 1
                # Another thread may have appended without the lock meanwhile.
                while self.buffer[at * 6] != word:
                    at -= 1
                self._details.append((self._base + at, detail))
        if len(self.buffer) >= FLUSH_WORDS:
            self.flush()

    def add(self, events: list[Any]) -> None:
        """Events as the buffer holds them."""
        if self.closed:
            return
        self.buffer.extend(events)
        if len(self.buffer) >= FLUSH_WORDS:
            self.flush()

    def draw(
        self, name: int, place: int, before: Any, value: int, flags: int, sample: Optional[float], detail: Any = None
    ) -> None:
        """A draw; equal ones in a row, from one place in one step, become one event with their count.

        `before` is a function where the state is dear to hash: it is asked for the first of a row only.
        """
        if self.closed:
            return
        buffer = self.buffer
        if self.merging:
            word = (
                fmt.DRAW | (flags | (fmt.SAMPLED if sample is not None else 0)) << 8 | self.ordinal() << 16 | name << 32
            )
            with self.lock:
                at = len(buffer)
                if at and buffer[at - 6] == word and buffer[at - 5] == place | self.step_word:
                    buffer[at - 3] = (buffer[at - 3] * ROLL ^ value) & MASK
                    buffer[at - 1] += 1
                    return
        self.emit(fmt.DRAW, name, place, before, value, flags, sample, 1, detail)

    def next_is_merged(self, name: int, place: int) -> bool:
        """Whether a draw would join the event before it, so that the state need not be hashed."""
        buffer = self.buffer
        at = len(buffer)
        if not (self.merging and at):
            return False
        word = buffer[at - 6]
        return word & 0xFF == fmt.DRAW and word >> 32 == name and buffer[at - 5] == place | self.step_word

    def position(self) -> tuple[int, int]:
        """How many events there are by now, and for how many draws the last one stands."""
        last = self.buffer[-1:]
        return self._base + len(self.buffer) // 6, last[0] if last else 0

    def end_step(self) -> None:
        self.step += 1
        self.step_word = self.step << 32
        if len(self.buffer) >= FLUSH_WORDS // 8 or monotonic() - self._flushed_at > STEP_FLUSH_S:
            self.flush()

    # Writing.

    def flush(self) -> None:
        with self.lock:
            if self.closed or self._flushing:
                return
            self._flushing = True
            try:
                self._write_pending()
            except Exception as error:
                self.closed = True
                trouble.tell("trace", error)
            finally:
                self._flushing = False

    def finish(self, reason: str) -> None:
        """Writes the mandatory end; nothing is recorded after it."""
        with self.lock:
            if self.may_be_absent and not self._file.made and not self.buffer:
                self.closed = True
            self.flush()
            if self.closed:
                return
            self.closed = True
            end = {"reason": reason, "events": self._base, "steps": self.step, "threads": max(1, len(self.ordinals))}
            end.update(loaded.versions(), device=loaded.device(), autotunes=loaded.autotunes())
            try:
                self._file.put(b"Z", json.dumps(end).encode())
                self._file.close()
            except OSError as error:
                trouble.tell("trace", error)

    def _write_pending(self) -> None:
        buffer = self.buffer
        count = len(buffer)
        # Only what is in the buffer by now is sure to be settled.
        if not awaited.settle():
            return
        if not self._file.made:
            self._begin()
        words = buffer[:count]
        del buffer[:count]
        awaited.write_out(words)
        if self._fresh_names or self._fresh_places < len(self.places):
            names, self._fresh_names = self._fresh_names, []
            first = self._fresh_places
            self._fresh_places = len(self.places)
            places = [[first + 1 + i, *place] for i, place in enumerate(self.places[first : self._fresh_places])]
            self._file.put(b"T", json.dumps({"names": names, "places": places}).encode("utf-8", "surrogatepass"))
        if words:
            words[4::6] = array("Q", array("d", words[4::6]).tobytes())
            packed = array("Q", words)
            if sys.byteorder == "big":
                packed.byteswap()
            self._file.put(b"E", struct.pack("<I", count // 6) + zlib.compress(packed.tobytes(), 1))
            self._base += count // 6
        if self._details:
            details, self._details = self._details, []
            self._file.put(b"D", json.dumps(details).encode("utf-8", "surrogatepass"))
        self._flushed_at = monotonic()

    def _begin(self) -> None:
        self.stem = self._file.create(os.path.join(self.directory, "trace"), self.stem)
        header = {
            "version": fmt.VERSION,
            **loaded.versions(),
            "device": loaded.device(),
            **self.extra_header,
            "name": self.stem.partition(".")[2],
        }
        # No arguments: they may hold secrets, and a trace is kept and handed on.
        header.update(pid=os.getpid())
        self._file.put(b"H", json.dumps(header).encode("utf-8", "surrogatepass"), fmt.MAGIC)


recorder = Recorder()


class ThreadState(threading.local):
    """What hooks remember for the length of one call, thread by thread."""

    def __init__(self) -> None:
        self.busy = False  # inside a traced call: what it calls in turn is part of it
        self.logging = False  # inside a logger, which may hand on to another
        self.region = False  # inside compiled code, which is noted as one op
        self.exchanging = False  # inside a collective that is noted as one event
        self.seeding = False  # inside a seeding, whose entropy and inner seedings belong to the stream that is seeded
        self.word = recorder.ordinal() << 16
        self.optimizer_place = 0
        self.update: Any = None  # what a step of an optimizer read, while it runs
        self.update_guard: Any = None  # keeps its ops from the dispatch mode as long as it lives
        self.backward_place = 0


thread = ThreadState()
