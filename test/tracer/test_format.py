"""A trace is whole or it says so: no truncation and no mutation is ever taken for a whole one."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samerun_tracer import dump
from samerun_tracer import format as fmt


def make(folder: Path) -> bytes:
    data, crc = fmt.MAGIC, 0
    events = b"".join(fmt.EVENT.pack(fmt.DRAW, 8, 0, 1, 1, step, 5, 6 + step, 0.5, 1) for step in range(40))
    for kind, payload in (
        (b"H", json.dumps({"version": 1}).encode()),
        (b"T", json.dumps({"names": [[1, "python:random"]], "places": [[1, "/a.py", 3, 4, "f"]]}).encode()),
        (b"E", struct.pack("<I", 40) + zlib.compress(events, 1)),
        (b"D", json.dumps([[0, {"value": "0.5"}]]).encode()),
        (b"Z", json.dumps({"reason": "completed", "events": 40, "steps": 0, "threads": 1}).encode()),
    ):
        record, crc = fmt.pack_record(kind, payload, crc)
        data += record
    return data


def read(folder: Path, data: bytes) -> fmt.Trace:
    path = folder / "t.srt"
    path.write_bytes(data)
    return fmt.read_trace(str(path))


def test_event_is_48_bytes() -> None:
    assert fmt.EVENT.size == 48


def test_whole_trace_reads_back(tmp_path: Path) -> None:
    trace = read(tmp_path, make(tmp_path))
    assert trace.whole
    assert len(trace.events) == 40
    assert trace.names[trace.events[0].name] == "python:random"
    assert trace.details[0] == {"value": "0.5"}
    text = list(dump.lines(str(tmp_path / "t.srt")))
    assert "a.py:3-4" in text[1] and text[-1].startswith("end ")


def test_every_truncation_is_seen_and_keeps_a_prefix(tmp_path: Path) -> None:
    data = make(tmp_path)
    for length in range(len(data)):
        trace = read(tmp_path, data[:length])
        assert not trace.whole
        assert len(trace.events) in (0, 40)


def test_a_deleted_record_is_seen(tmp_path: Path) -> None:
    data = make(tmp_path)
    starts, at = [], len(fmt.MAGIC)
    while at < len(data):
        starts.append(at)
        at += fmt.HEAD.size + struct.unpack_from("<I", data, at)[0]
    for a, b in zip(starts, [*starts[1:], len(data)]):
        assert not read(tmp_path, data[:a] + data[b:]).whole


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("format")


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_no_mutation_is_accepted(folder: Path, data: st.DataObject) -> None:
    whole = make(folder)
    at = data.draw(st.integers(0, len(whole) - 1))
    kind = data.draw(st.sampled_from(["flip", "insert", "delete", "double", "swap"]))
    if kind == "flip":
        mutant = whole[:at] + bytes([whole[at] ^ 1 << data.draw(st.integers(0, 7))]) + whole[at + 1 :]
    elif kind == "insert":
        mutant = whole[:at] + data.draw(st.binary(min_size=1, max_size=9)) + whole[at:]
    elif kind == "delete":
        mutant = whole[:at] + whole[at + data.draw(st.integers(1, 40)) :]
    elif kind == "double":
        mutant = whole[:at] + whole[at:] + whole[at:]
    else:
        mutant = whole[at:] + whole[:at]
    if mutant != whole:
        assert not read(folder, mutant).whole
