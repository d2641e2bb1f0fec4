"""Makes a long trace out of a real one: its steps again and again, through the tracer's own writer, until it is so large.

usage: repeat.py SOURCE.srt RUN_DIRECTORY MEGABYTES PART

From the share PART of the size on (1 is never) it has other hashes and samples. Prints its steps, and the first that is other.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import numpy

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tracer"))

from samerun_tracer import format as fmt
from samerun_tracer import record

SEEN_ONCE = (fmt.READ, fmt.WRITE, fmt.THREAD, fmt.SEED, fmt.LINE)


def main() -> None:
    source, directory = sys.argv[1:3]
    size, part = float(sys.argv[3]) * 1e6, float(sys.argv[4])
    # The writer gives up on a trace that grows past its limit; readers are to be shown larger ones.
    record.LONGEST_TRACE = max(record.LONGEST_TRACE, int(2 * size))
    trace = fmt.read_trace(source)
    assert trace.whole, f"{source} is not whole"
    recorder = record.Recorder()
    recorder.extra_header.update((k, v) for k, v in trace.header.items() if k not in ("name", "pid"))
    os.makedirs(os.path.join(directory, "trace"))
    stem = Path(source).stem
    path = os.path.join(directory, "trace", f"{stem}.srt")
    recorder.open(directory, stem)
    names = {number: recorder.name(text) for number, text in sorted(trace.names.items())}
    places = {number: recorder.add_place(*place) for number, place in sorted(trace.places.items())}
    places[0] = 0
    _as_it_was(recorder, trace, names, places)
    steps = _whole_steps(trace, names, places)
    parted = None
    while (written := os.path.getsize(path)) < size:
        if parted is None and written >= part * size:
            parted = recorder.step
        _once_more(recorder, steps, parted is not None)
    recorder.finish("completed")
    print(json.dumps({"steps": recorder.step, "parted": parted}))


def _as_it_was(
    recorder: record.Recorder, trace: fmt.Trace, names: dict[int, int], places: dict[int, int]
) -> None:
    """The run itself, with its beginning and its details."""
    for index, e in enumerate(trace.events):
        recorder.step, recorder.step_word = e.step, e.step << 32
        sample = e.sample if e.flags & fmt.SAMPLED else None
        detail = trace.details.get(index)
        recorder.emit(
            e.kind, names[e.name], places[e.place], e.before, e.after, e.flags, sample, e.extra, detail
        )
    recorder.flush()


def _whole_steps(
    trace: fmt.Trace, names: dict[int, int], places: dict[int, int]
) -> list[tuple[numpy.ndarray, list[float]]]:
    """Step by step, all but the first and the last: the six words of each event, and the samples as numbers."""
    by_step: dict[int, list[fmt.Event]] = {}
    for event in trace.events:
        if event.kind not in SEEN_ONCE:
            by_step.setdefault(event.step, []).append(event)
    found = []
    for step in sorted(by_step)[1:-1]:
        events = by_step[step]
        words = [
            (
                e.kind | e.flags << 8 | e.thread << 16 | names[e.name] << 32,
                places[e.place],
                e.before,
                e.after,
                0,
                e.extra,
            )
            for e in events
        ]
        found.append((numpy.array(words, dtype=numpy.uint64), [e.sample for e in events]))
    return found


def _once_more(
    recorder: record.Recorder, steps: list[tuple[numpy.ndarray, list[float]]], parted: bool
) -> None:
    """Hashes are told apart by the step, as those of a model that learns are; 0 stays what it means."""
    for words, samples in steps:
        fresh = words.copy()
        fresh[:, 1] |= numpy.uint64(recorder.step << 32)
        mask = numpy.uint64(hash_of(recorder.step, parted))
        hashes = fresh[:, 2:4]
        numpy.bitwise_xor(hashes, mask, out=hashes, where=hashes != 0)
        ends_step = (fresh[:, 0] & numpy.uint64(0xFF)) == fmt.STEP
        fresh[ends_step, 3] = recorder.step + 1
        flat = fresh.ravel().tolist()
        flat[4::6] = [sample * 1.0001 for sample in samples] if parted else samples
        recorder.buffer.extend(flat)
        recorder.end_step()
        # A step of the model that this comes from takes longer than the writer waits before it flushes.
        recorder.flush()


def hash_of(step: int, parted: bool) -> int:
    """A number of 64 bits that the step alone decides."""
    mixed = (2 * step + parted + 1) * 0x9E3779B97F4A7C15 & record.MASK
    return (mixed ^ mixed >> 31) * 0xBF58476D1CE4E5B9 & record.MASK


if __name__ == "__main__":
    main()
