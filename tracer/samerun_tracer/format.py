"""The trace format of docs/trace.md: constants, packing, and a reader that accepts only a whole chain."""

from __future__ import annotations

import json
import struct
import zlib
from typing import Any, BinaryIO, Iterator, NamedTuple

MAGIC = b"SAMERUN1"
VERSION = 1
HEAD = struct.Struct("<IIB")
EVENT = struct.Struct("<BBHIIIQQdQ")
LONGEST = 1 << 28  # no record is longer; a damaged length must not make a reader allocate

(
    SEED,
    DRAW,
    OP,
    BATCH,
    MODULE,
    LOSS,
    GRADIENT,
    PARAMETER,
    STEP,
    QUERY,
    ORDER,
    LINE,
    READ,
    WRITE,
    METRIC,
    THREAD,
    TASK,
    STATE,
) = range(1, 19)
KINDS = "? seed draw op batch module loss gradient parameter step query order line read write metric thread".split()
KINDS += ["task", "state"]

BACKWARD, EXPLICIT, ENTROPY, SAMPLED, LIBRARY, SCALAR = 1, 2, 4, 8, 16, 32


class Event(NamedTuple):
    kind: int
    flags: int
    thread: int
    name: int
    place: int
    step: int
    before: int
    after: int
    sample: float
    extra: int


class Trace(NamedTuple):
    """A read trace. `whole` is false where the chain breaks or the end is missing; what comes before it is kept."""

    header: dict[str, Any]
    names: dict[int, str]
    places: dict[int, tuple[str, int, int, str]]
    events: list[Event]
    details: dict[int, Any]
    end: dict[str, Any] | None
    whole: bool


def pack_record(kind: bytes, payload: bytes, crc: int) -> tuple[bytes, int]:
    """The record, and the checksum that the next one continues."""
    crc = zlib.crc32(payload, zlib.crc32(kind, crc))
    return HEAD.pack(len(payload), crc, kind[0]) + payload, crc


def records(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Records of an unbroken chain; stops at the first thing that does not verify."""
    if file.read(len(MAGIC)) != MAGIC:
        return
    crc = 0
    while True:
        head = file.read(HEAD.size)
        if len(head) < HEAD.size:
            return
        length, want, kind = HEAD.unpack(head)
        if length > LONGEST:
            return
        payload = file.read(length)
        crc = zlib.crc32(payload, zlib.crc32(bytes([kind]), crc))
        if len(payload) < length or crc != want:
            return
        yield bytes([kind]), payload


def read_trace(path: str) -> Trace:
    """Reads a trace for people and tests; the runner has its own streaming reader."""
    header: dict[str, Any] = {}
    names: dict[int, str] = {}
    places: dict[int, tuple[str, int, int, str]] = {}
    events: list[Event] = []
    details: dict[int, Any] = {}
    end = None
    with open(path, "rb") as file:
        for kind, payload in records(file):
            if kind == b"E":
                raw = zlib.decompress(payload[4:])
                events.extend(Event(*fields) for fields in EVENT.iter_unpack(raw))
                continue
            value = json.loads(payload)
            if kind == b"H":
                header = value
            elif kind == b"T":
                names.update((number, text) for number, text in value["names"])
                places.update((place[0], tuple(place[1:])) for place in value["places"])
            elif kind == b"D":
                details.update((index, detail) for index, detail in value)
            elif kind == b"Z":
                end = value
                break
        # Nothing may follow the end.
        whole = end is not None and end["events"] == len(events) and file.read(1) == b""
    return Trace(header, names, places, events, details, end, whole)
