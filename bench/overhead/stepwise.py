"""Runs training steps, and prints what each cost and a hash of the final parameters as one JSON line.

A workload's arguments: number of steps (0 for its own), device.
"""
import hashlib
import json
import sys
from time import perf_counter, process_time

device = sys.argv[2] if len(sys.argv) > 2 else "cpu"


def run(step, model, default_steps):
    """`step` does one whole training step."""
    steps = (int(sys.argv[1]) if len(sys.argv) > 1 else 0) or default_steps
    cpu, wall = [], []
    for _ in range(steps):
        cpu_start, wall_start = process_time(), perf_counter()
        step()
        if device != "cpu":
            sys.modules["torch"].cuda.synchronize()
        cpu.append(process_time() - cpu_start)
        wall.append(perf_counter() - wall_start)
    digest = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.detach().cpu().contiguous().numpy().tobytes())
    print(json.dumps({"cpu": cpu, "wall": wall, "parameters": digest.hexdigest()}), flush=True)


def endless(loader):
    """Batches without end, epoch after epoch."""
    while True:
        for batch in loader:
            yield [tensor.to(device) for tensor in batch]
