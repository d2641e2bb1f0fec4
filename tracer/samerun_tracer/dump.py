"""Prints a trace, one event a line: `python -m samerun_tracer.dump FILE.srt`."""

from __future__ import annotations

import json
import os
import sys
from typing import Iterator

from . import format as fmt


def lines(path: str) -> Iterator[str]:
    trace = fmt.read_trace(path)
    yield "header " + json.dumps(trace.header)
    for index, event in enumerate(trace.events):
        place = trace.places.get(event.place)
        where = (
            f"{os.path.basename(place[0])}:{place[1]}" + (f"-{place[2]}" if place[2] != place[1] else "")
            if place
            else "-"
        )
        flags = "".join(letter for bit, letter in enumerate("bgeslx") if event.flags >> bit & 1) or "-"
        text = f"{index} t{event.thread} step {event.step} {fmt.KINDS[event.kind]} {trace.names.get(event.name, '?')}"
        text += f" {where} {flags} {event.before:016x} {event.after:016x}"
        if event.flags & fmt.SAMPLED:
            text += f" sample {event.sample!r}"
        if event.extra:
            text += f" extra {event.extra}"
        if index in trace.details:
            text += " " + json.dumps(trace.details[index])
        yield text
    yield "end " + json.dumps(trace.end) if trace.whole else "NOT WHOLE: the trace is lost from here on"


if __name__ == "__main__":
    for path in sys.argv[1:]:
        for line in lines(path):
            print(line)
