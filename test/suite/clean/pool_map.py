"""Pools of processes whose results come in order, though any worker may take any task."""

import multiprocessing
import subprocess
from concurrent.futures import ProcessPoolExecutor

import torch
from fingerprint import fingerprint

tables = {}


def prepare(number):
    subprocess.run(["bash", "-c", "sleep 0.0$((RANDOM % 5))"])
    if "scale" not in tables:
        tables["scale"] = torch.linspace(0, 1, 4)  # once a worker
    generator = torch.Generator().manual_seed(number)
    return (torch.rand(4, generator=generator) * tables["scale"]).tolist()


def shifted(number, shift):
    return [value + shift for value in prepare(number)]


if __name__ == "__main__":
    torch.manual_seed(21)
    torch.set_num_threads(1)
    with multiprocessing.Pool(3) as pool:
        rows = pool.map(prepare, range(8), chunksize=1)
        rows += pool.starmap(shifted, [(number, 0.5) for number in range(4)], chunksize=1)
    with ProcessPoolExecutor(2) as pool:
        rows += list(pool.map(prepare, range(8, 12)))
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    for batch in torch.tensor(rows).split(4):
        optimizer.zero_grad()
        model(batch).square().mean().backward()
        optimizer.step()
    fingerprint(model)
