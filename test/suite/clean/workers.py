"""Two worker processes, persistent over two epochs, that draw from every stream, seeded as PyTorch's page on it says."""

import random

import numpy as np
import torch
from fingerprint import fingerprint
from torch.utils.data import DataLoader, Dataset


def seed_worker(worker_id):
    seed = torch.initial_seed() % 2**32
    np.random.seed(seed)
    random.seed(seed)


class Noise(Dataset):
    def __len__(self):
        return 16

    def __getitem__(self, index):
        return torch.rand(3) + float(np.random.rand()) + random.random() + index


torch.manual_seed(6)
generator = torch.Generator().manual_seed(6)
loader = DataLoader(
    Noise(),
    batch_size=4,
    shuffle=True,
    num_workers=2,
    worker_init_fn=seed_worker,
    generator=generator,
    persistent_workers=True,
)
model = torch.nn.Linear(3, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.001)
for epoch in range(2):
    for batch in loader:
        optimizer.zero_grad()
        model(batch).square().mean().backward()
        optimizer.step()
fingerprint(model)
