# === a loader with workers, a sampler and a split, each with a generator
import argparse
import random
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset, WeightedRandomSampler, random_split


def parse():
    p = argparse.ArgumentParser()
    p.add_argument("--seed", type=int, default=3407)
    p.add_argument("--epochs", type=int, default=5)
    p.add_argument("--workers", type=int, default=4)
    p.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return p.parse_args()


def seed_worker(worker_id):
    worker_seed = torch.initial_seed() % 2**32
    np.random.seed(worker_seed)
    random.seed(worker_seed)


class Noisy(Dataset):
    def __init__(self, root):
        self.files = sorted(Path(root).glob("*.npy"))

    def __len__(self):
        return len(self.files)

    def __getitem__(self, i):
        x = np.load(self.files[i])
        if random.random() < 0.5:
            x = x[:, ::-1].copy()
        x = x + np.random.normal(0, 0.01, x.shape)
        return torch.from_numpy(x).float(), int(self.files[i].stem.split("_")[0])


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Dropout(0.1), nn.Linear(64, 10))
        self.apply(self._init)

    @staticmethod
    def _init(m):
        if isinstance(m, nn.Linear):
            nn.init.trunc_normal_(m.weight, std=0.02)
            nn.init.zeros_(m.bias)

    def forward(self, x):
        return self.body(x)


def main():
    args = parse()
    random.seed(args.seed)
    np.random.seed(args.seed)
    torch.manual_seed(args.seed)
    torch.use_deterministic_algorithms(True)

    g = torch.Generator()
    g.manual_seed(args.seed)
    full = Noisy("data")
    train, val = random_split(full, [0.9, 0.1], generator=torch.Generator().manual_seed(42))
    weights = torch.ones(len(train))
    sampler = WeightedRandomSampler(weights, len(train), generator=g)
    loader = DataLoader(train, 32, sampler=sampler, num_workers=args.workers, worker_init_fn=seed_worker, generator=g)
    val_loader = DataLoader(val, 64, num_workers=args.workers, worker_init_fn=seed_worker, generator=g)

    model = Net().to(args.device)
    opt = torch.optim.AdamW(model.parameters(), lr=1e-3)
    step = 0
    for epoch in range(args.epochs):
        model.train()
        for x, y in loader:
            x, y = x.to(args.device), y.to(args.device)
            loss = nn.functional.cross_entropy(model(x), y)
            opt.zero_grad(set_to_none=True)
            loss.backward()
            opt.step()
            step += 1
            if step % 100 == 0:
                print(step, loss.item())
        model.eval()
        with torch.no_grad():
            right = sum((model(x.to(args.device)).argmax(1).cpu() == y).sum() for x, y in val_loader)
        print(epoch, right / len(val))


if __name__ == "__main__":
    main()
# === the same, torch forgotten
import argparse
import random
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset, WeightedRandomSampler, random_split


def parse():
    p = argparse.ArgumentParser()
    p.add_argument("--seed", type=int, default=3407)
    p.add_argument("--epochs", type=int, default=5)
    p.add_argument("--workers", type=int, default=4)
    p.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return p.parse_args()


def seed_worker(worker_id):
    worker_seed = torch.initial_seed() % 2**32
    np.random.seed(worker_seed)
    random.seed(worker_seed)


class Noisy(Dataset):
    def __init__(self, root):
        self.files = sorted(Path(root).glob("*.npy"))

    def __len__(self):
        return len(self.files)

    def __getitem__(self, i):
        x = np.load(self.files[i])
        if random.random() < 0.5:
            x = x[:, ::-1].copy()
        x = x + np.random.normal(0, 0.01, x.shape)
        return torch.from_numpy(x).float(), int(self.files[i].stem.split("_")[0])


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Dropout(0.1), nn.Linear(64, 10))  #! SR107
        self.apply(self._init)

    @staticmethod
    def _init(m):
        if isinstance(m, nn.Linear):
            nn.init.trunc_normal_(m.weight, std=0.02)
            nn.init.zeros_(m.bias)

    def forward(self, x):
        return self.body(x)


def main():
    args = parse()
    random.seed(args.seed)
    np.random.seed(args.seed)
    torch.use_deterministic_algorithms(True)

    g = torch.Generator()
    g.manual_seed(args.seed)
    full = Noisy("data")
    train, val = random_split(full, [0.9, 0.1], generator=torch.Generator().manual_seed(42))
    weights = torch.ones(len(train))
    sampler = WeightedRandomSampler(weights, len(train), generator=g)
    loader = DataLoader(train, 32, sampler=sampler, num_workers=args.workers, worker_init_fn=seed_worker, generator=g)
    val_loader = DataLoader(val, 64, num_workers=args.workers, worker_init_fn=seed_worker, generator=g)

    model = Net().to(args.device)
    opt = torch.optim.AdamW(model.parameters(), lr=1e-3)
    step = 0
    for epoch in range(args.epochs):
        model.train()
        for x, y in loader:
            x, y = x.to(args.device), y.to(args.device)
            loss = nn.functional.cross_entropy(model(x), y)
            opt.zero_grad(set_to_none=True)
            loss.backward()
            opt.step()
            step += 1
            if step % 100 == 0:
                print(step, loss.item())
        model.eval()
        with torch.no_grad():
            right = sum((model(x.to(args.device)).argmax(1).cpu() == y).sum() for x, y in val_loader)
        print(epoch, right / len(val))


if __name__ == "__main__":
    main()
# === processes that seed themselves
import os
import random

import numpy as np
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch.nn.parallel import DistributedDataParallel as DDP
from torch.utils.data import DataLoader, TensorDataset
from torch.utils.data.distributed import DistributedSampler


def set_seed(seed, rank=0):
    random.seed(seed + rank)
    np.random.seed(seed + rank)
    torch.manual_seed(seed + rank)


def run(rank, world_size, seed):
    os.environ["MASTER_ADDR"] = "localhost"
    os.environ["MASTER_PORT"] = "12355"
    dist.init_process_group("nccl", rank=rank, world_size=world_size)
    set_seed(seed, rank)
    torch.backends.cudnn.deterministic = True
    data = TensorDataset(torch.randn(256, 8), torch.randn(256, 1))
    sampler = DistributedSampler(data, num_replicas=world_size, rank=rank, shuffle=True, seed=seed)
    loader = DataLoader(data, batch_size=16, sampler=sampler)
    model = DDP(torch.nn.Linear(8, 1).to(rank), device_ids=[rank])  #! SR301
    opt = torch.optim.SGD(model.parameters(), lr=0.1)
    for epoch in range(3):
        sampler.set_epoch(epoch)
        for x, y in loader:
            loss = torch.nn.functional.mse_loss(model(x.to(rank)), y.to(rank))
            opt.zero_grad()
            loss.backward()
            opt.step()
    dist.destroy_process_group()


if __name__ == "__main__":
    n = torch.cuda.device_count()
    mp.spawn(run, args=(n, 42), nprocs=n, join=True)
# === processes whose parent alone is seeded
import os
import random

import numpy as np
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch.nn.parallel import DistributedDataParallel as DDP
from torch.utils.data import DataLoader, TensorDataset
from torch.utils.data.distributed import DistributedSampler


def set_seed(seed, rank=0):
    random.seed(seed + rank)
    np.random.seed(seed + rank)
    torch.manual_seed(seed + rank)


def run(rank, world_size, seed):
    os.environ["MASTER_ADDR"] = "localhost"
    os.environ["MASTER_PORT"] = "12355"
    dist.init_process_group("nccl", rank=rank, world_size=world_size)
    torch.backends.cudnn.deterministic = True
    data = TensorDataset(torch.randn(256, 8), torch.randn(256, 1))  #! SR113
    sampler = DistributedSampler(data, num_replicas=world_size, rank=rank, shuffle=True, seed=seed)
    loader = DataLoader(data, batch_size=16, sampler=sampler)
    model = DDP(torch.nn.Linear(8, 1).to(rank), device_ids=[rank])  #! SR301
    opt = torch.optim.SGD(model.parameters(), lr=0.1)
    for epoch in range(3):
        sampler.set_epoch(epoch)
        for x, y in loader:
            loss = torch.nn.functional.mse_loss(model(x.to(rank)), y.to(rank))
            opt.zero_grad()
            loss.backward()
            opt.step()
    dist.destroy_process_group()


if __name__ == "__main__":
    set_seed(42)
    n = torch.cuda.device_count()
    mp.spawn(run, args=(n, 42), nprocs=n, join=True)
# === generators that a checkpoint brings back
import os
import random

import numpy as np
import torch

random.seed(0)
np.random.seed(0)
torch.manual_seed(0)
model = torch.nn.Linear(4, 4)
opt = torch.optim.AdamW(model.parameters())
start = 0
if os.path.exists("ckpt.pt"):
    ckpt = torch.load("ckpt.pt", weights_only=False)
    model.load_state_dict(ckpt["model"])
    opt.load_state_dict(ckpt["opt"])
    start = ckpt["step"] + 1
    random.setstate(ckpt["py"])
    np.random.set_state(ckpt["np"])
    torch.set_rng_state(ckpt["torch"])
for step in range(start, 100):
    x = torch.randn(8, 4) * random.uniform(0.9, 1.1) + float(np.random.randn())
    loss = model(x).pow(2).mean()
    opt.zero_grad()
    loss.backward()
    opt.step()
    if step % 10 == 0:
        torch.save(
            {"model": model.state_dict(), "opt": opt.state_dict(), "step": step, "py": random.getstate(), "np": np.random.get_state(), "torch": torch.get_rng_state()},
            "ckpt.pt",
        )
