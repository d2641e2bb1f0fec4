import os
import random

import numpy as np
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
import torch.nn as nn
from torch.nn.parallel import DistributedDataParallel as DDP


def setup(rank, world_size):
    os.environ["MASTER_ADDR"] = "localhost"
    dist.init_process_group("gloo", rank=rank, world_size=world_size)


def worker(rank, world_size, args):
    setup(rank, world_size)
    if args["fix"]:
        torch.manual_seed(args["seed"] + rank)
    model = DDP(nn.Linear(2, 2).to(rank), device_ids=[rank])  #: torch seeded @20
    np.random.rand()  #: numpy unseeded


def plain(rank):
    random.random()  #: python unseeded


if __name__ == "__main__":
    args = {"seed": 3, "fix": True}
    torch.manual_seed(args["seed"])
    np.random.seed(0)
    random.seed(0)
    torch.rand(1)  #: torch seeded @31
    mp.spawn(worker, nprocs=2, args=(2, args))
    ctx = mp.get_context("spawn")
    p = ctx.Process(target=plain, args=(0,))
    p.start()
    p.join()
