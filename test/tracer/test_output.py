"""Printed lines: seen with times, rates and progress masked; logs are capped; nothing is lost or added."""

from __future__ import annotations

from typing import Any, Callable

import pytest
from samerun_tracer import format as fmt
from samerun_tracer.hooks.output import masked

SAME = [
    ("epoch 3 loss 0.5 (1.32s)", "epoch 3 loss 0.5 (7.1s)"),
    ("2024-01-02 10:11:12,345 INFO acc 0.9", "2025-12-31 23:59:59,001 INFO acc 0.9"),
    ("100%|████| 8/8 [00:03<00:00,  2.41it/s]", "100%|██  | 8/8 [00:09<00:00,  1.11it/s]"),
    ("took 12 ms per batch", "took 31 ms per batch"),
    ("time: 1.25, acc 0.5", "time: 3.75, acc 0.5"),
    ("<object at 0x7f1200aa>", "<object at 0x7f99bb01>"),
    ("1234.5 samples/s loss 1", "99.1 samples/s loss 1"),
    ("W1126 14:39:57.014000 23469 torch/a.py:29] no triton", "W1127 00:00:01.250000 118 torch/a.py:29] no triton"),
    ("[W1126 14:39:57.014 socket.cpp:9] slow", "[W1127 00:00:01.25 socket.cpp:9] slow"),
    ("elapsed 0:01:02", "elapsed 0:11:42"),
    ("{'loss': 1, 'train_runtime': '0.14'}", "{'loss': 1, 'train_runtime': '12.9'}"),
    ("{'eval_samples_per_second': 1221.7, 'epoch': 1}", "{'eval_samples_per_second': 88, 'epoch': 1}"),
]
DIFFERENT = [
    ("loss 0.5", "loss 0.6"),
    ("epoch 1", "epoch 2"),
    ("timesteps: 3", "timesteps: 4"),
    ("{'train_loss': 0.5, 'train_runtime': 3}", "{'train_loss': 0.6, 'train_runtime': 3}"),
    ("accuracy 91.2%", "accuracy 91.3%"),
    ("size 3 x 4", "size 3 x 5"),
    ("W1126 14:39:57.014000 9 torch/a.py:29] 3 left", "W1126 14:39:57.014000 9 torch/a.py:29] 4 left"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_times_rates_and_progress_are_masked(a: str, b: str) -> None:
    assert masked(a) == masked(b)


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_results_are_not_masked(a: str, b: str) -> None:
    assert masked(a) != masked(b)


def test_lines_are_noted_with_a_number_and_their_text(run: Callable[..., Any]) -> None:
    done = run(
        "import sys\nprint('acc', 0.25)\nprint('a', end='')\nprint('b')\nsys.stderr.write('w\\n')\nprint('no end', end='')"
    )
    lines = [(e.name, e.detail["text"], e.row) for e in done.events_of(fmt.LINE)]
    assert lines == [("stdout", "acc 0.25", 2), ("stdout", "ab", 4), ("stderr", "w", 5), ("stdout", "no end", 0)]
    assert done.events_of(fmt.LINE)[0].sample == 0.25
    assert done.stdout == "acc 0.25\nab\nno end"


def test_gigabytes_are_cut_in_the_middle_in_little_memory(run: Callable[..., Any]) -> None:
    done = run(
        """
        import os, sys
        os.write(1, b"first\\n")
        block = bytes(range(256)) * 4096
        for _ in range(200):
            os.write(1, block)
        os.write(1, b"last\\n")
        """
    )
    assert done.status["kind"] == "completed"
    assert done.status["stdout_bytes"] == 200 * (1 << 20) + 11
    data = (done.folder / "stdout.log").read_bytes()
    assert data.startswith(b"first\n") and data.endswith(b"last\n")
    assert len(data) < (2 << 20) + 100
    assert done.status["stdout_left_out"] == 199 * (1 << 20) + 11 - (1 << 20) + (1 << 20) - (1 << 20)


@pytest.mark.alone
def test_ten_gigabytes_take_no_memory_of_the_supervisor(start: Callable[..., Any]) -> None:
    running = start(
        """
        import os
        block = bytes(range(256)) * 4096
        for _ in range(10 << 10):
            written = 0
            while written < len(block):
                written += os.write(1, block[written:])
        """,
        keep=None,
    )
    running.until("started")
    before = peak_mb(running.process.pid)
    most = before
    for line in running.process.stdout:
        if '"ended"' in line:
            # The last line: the logs are closed by now.
            most = peak_mb(running.process.pid) or most
    running.process.wait(10)
    assert running.status["kind"] == "completed" and running.status["stdout_bytes"] == 10 << 30
    assert 0 < most - before < 50


def peak_mb(pid: int) -> float:
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM"))


@pytest.mark.alone
def test_many_lines_do_not_slow_the_script_without_end(run: Callable[..., Any]) -> None:
    done = run("for i in range(250_000):\n    print(i)")
    assert done.status["kind"] == "completed"
    assert len(done.events_of(fmt.LINE)) == 200_000
    assert done.status["wall_s"] < 20
