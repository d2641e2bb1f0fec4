"""Two ranks that Slurm starts train one weight; with an argument, rank 1 forgets its seed in the middle."""

import os
import sys

import torch
import torch.distributed as dist

rank, world = int(os.environ["SLURM_PROCID"]), int(os.environ["SLURM_NTASKS"])
dist.init_process_group(
    "gloo", init_method=f"tcp://127.0.0.1:{os.environ['PORT']}", rank=rank, world_size=world
)
torch.manual_seed(rank)
weight = torch.ones(4, requires_grad=True)
optimizer = torch.optim.SGD([weight], lr=0.1)
for step in range(3):
    x = torch.randn(4)
    if rank == 1 and step == 1 and len(sys.argv) > 1:
        torch.seed()  # <- cause
    loss = (weight * x).sum()
    optimizer.zero_grad()
    loss.backward()
    dist.all_reduce(weight.grad)
    optimizer.step()
dist.destroy_process_group()
