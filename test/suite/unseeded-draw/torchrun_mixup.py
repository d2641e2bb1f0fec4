"""Under torchrun rank 1 alone mixes its batch up, by a weight from `random`, which no rank seeds."""

# samerun check --launcher "torchrun --standalone --nproc-per-node 2"
import random

import torch
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel

dist.init_process_group("gloo")
torch.set_num_threads(1)
torch.manual_seed(21)
model = DistributedDataParallel(torch.nn.Linear(4, 1))
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
for step in range(3):
    batch = torch.randn(6, 4)
    if dist.get_rank() == 1:
        weight = random.betavariate(0.4, 0.4)  # <- cause SR107
        batch = weight * batch + (1 - weight) * batch.flip(0)
    optimizer.zero_grad()
    model(batch).square().mean().backward()
    optimizer.step()
dist.destroy_process_group()
