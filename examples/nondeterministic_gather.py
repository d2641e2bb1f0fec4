"""A table of embeddings, learned from lookups. Every seed is set, and still no two runs on a CPU agree.

The gradient of `table[index]` adds up thousands of rows into a few. Threads do it in the order in which they happen
to arrive, and sums of floats depend on their order. On a GPU, torch sorts such rows first, and `index_add` does not.
"""

import os
import random

import numpy as np
import torch
from torch import nn


def seed_torch(seed=1024):
    random.seed(seed)
    os.environ["PYTHONHASHSEED"] = str(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    torch.cuda.manual_seed(seed)
    torch.cuda.manual_seed_all(seed)
    torch.backends.cudnn.benchmark = False
    torch.backends.cudnn.deterministic = True


GROUPS = 10
LOOKUPS = 20_000
STEPS = 25


def main():
    seed_torch()
    torch.set_num_threads(4)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    table = nn.Parameter(torch.randn(GROUPS, 16, device=device))
    optimizer = torch.optim.SGD([table], lr=20.0, momentum=0.9)
    for step in range(STEPS):
        index = torch.randint(0, GROUPS, (LOOKUPS,), device=device)
        target = torch.randn(LOOKUPS, 16, device=device)
        rows = table[index]
        loss = nn.functional.mse_loss(rows, target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        print(f"step {step}: loss {loss.item():.8f}")


if __name__ == "__main__":
    main()
