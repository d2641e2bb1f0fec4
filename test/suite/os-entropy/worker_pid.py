"""Workers that seed themselves with their process id, so that they differ from each other, and from the last run."""

import os

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

torch.manual_seed(0)
np.random.seed(0)


def seed_worker(worker_id):
    np.random.seed(os.getpid() % 2**32)  # <- cause SR106


class Noise(Dataset):
    def __len__(self):
        return 8

    def __getitem__(self, index):
        return torch.from_numpy(np.random.rand(3)).float()


model = torch.nn.Linear(3, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for batch in DataLoader(Noise(), batch_size=4, num_workers=1, worker_init_fn=seed_worker):
    optimizer.zero_grad()
    model(batch).sum().backward()
    optimizer.step()
