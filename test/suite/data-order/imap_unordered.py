"""A pool prepares shards, and the first one ready comes first."""

import multiprocessing
import subprocess

import torch


def prepare(number):
    subprocess.run(["bash", "-c", "sleep 0.$((RANDOM % 3))$((RANDOM % 10))"])
    return [float(number), float(number**2)]


if __name__ == "__main__":
    torch.manual_seed(0)
    with multiprocessing.Pool(4) as pool:
        shards = list(pool.imap_unordered(prepare, range(8)))  # <- cause SR504
    model = torch.nn.Linear(2, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.001)
    for shard in torch.tensor(shards).split(2):
        optimizer.zero_grad()
        model(shard).square().mean().backward()
        optimizer.step()
