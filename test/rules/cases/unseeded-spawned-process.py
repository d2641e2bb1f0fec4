# === seeded where it starts
import torch
import torch.multiprocessing as mp


def worker(rank):
    torch.rand(1)  #! warning safe


if __name__ == "__main__":
    torch.manual_seed(0)
    mp.spawn(worker, nprocs=2)
# --- fixed
import torch
import torch.multiprocessing as mp


def worker(rank):
    torch.manual_seed(0)
    torch.rand(1)  #! warning safe


if __name__ == "__main__":
    torch.manual_seed(0)
    mp.spawn(worker, nprocs=2)
# === by keyword, another stream
import random

import torch.multiprocessing as mp


def worker(rank):
    random.random()  #! warning safe


if __name__ == "__main__":
    random.seed(0)
    mp.start_processes(fn=worker, nprocs=2)
# --- fixed
import random

import torch.multiprocessing as mp


def worker(rank):
    random.seed(0)
    random.random()  #! warning safe


if __name__ == "__main__":
    random.seed(0)
    mp.start_processes(fn=worker, nprocs=2)
# === no name for the module, a function on one line, a method: no fix
import torch.multiprocessing as mp
from torch import manual_seed, rand


def worker(rank):
    rand(1)  #! warning


if __name__ == "__main__":
    manual_seed(0)
    mp.spawn(worker, nprocs=2)
# === a function on one line
import torch
import torch.multiprocessing as mp


def worker(rank): torch.rand(1)  #! warning


if __name__ == "__main__":
    torch.manual_seed(0)
    mp.spawn(worker, nprocs=2)
# === a lambda
import torch
import torch.multiprocessing as mp

if __name__ == "__main__":
    torch.manual_seed(0)
    mp.spawn(lambda rank: torch.rand(1), nprocs=2)  #! warning
