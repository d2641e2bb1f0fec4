"""Tasks of a pool draw on from where the last task of their worker left NumPy's stream."""

import multiprocessing
import subprocess

import numpy as np
import torch


def augment(number):
    subprocess.run(["bash", "-c", "sleep 0.0$((RANDOM % 10))"])
    return (number + np.random.standard_normal(3)).tolist()  # <- cause


if __name__ == "__main__":
    np.random.seed(0)
    torch.manual_seed(0)
    with multiprocessing.Pool(3) as pool:
        rows = pool.map(augment, range(24), chunksize=1)
    model = torch.nn.Linear(3, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.001)
    for batch in torch.tensor(rows).split(8):
        optimizer.zero_grad()
        model(batch).square().mean().backward()
        optimizer.step()
