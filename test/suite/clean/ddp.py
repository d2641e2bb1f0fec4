"""Two ranks under gloo, each with its part of the data."""

import os
import tempfile

import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from fingerprint import fingerprint
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader, DistributedSampler, TensorDataset


def train(rank, rendezvous):
    dist.init_process_group("gloo", init_method=f"file://{rendezvous}", rank=rank, world_size=2)
    torch.set_num_threads(1)
    torch.manual_seed(3)
    data = TensorDataset(torch.randn(16, 4))
    model = DistributedDataParallel(
        torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.Dropout(0.3), torch.nn.Linear(4, 1))
    )
    optimizer = torch.optim.Adam(model.parameters())
    sampler = DistributedSampler(data, num_replicas=2, rank=rank, seed=5)
    for epoch in range(2):
        sampler.set_epoch(epoch)
        for (batch,) in DataLoader(data, batch_size=4, sampler=sampler):
            optimizer.zero_grad()
            model(batch).square().mean().backward()
            optimizer.step()
    total = torch.ones(2) * rank
    dist.all_reduce(total)
    if rank == 0:
        fingerprint(model.module)
    dist.destroy_process_group()


if __name__ == "__main__":
    folder = tempfile.mkdtemp()
    mp.spawn(train, (os.path.join(folder, "rendezvous"),), nprocs=2)
