"""Each worker of a loader makes a NumPy generator of its own, without a seed."""

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

torch.manual_seed(11)
rng = None


def start_worker(worker_id):
    global rng
    rng = np.random.default_rng()  # <- cause SR201


class Crops(Dataset):
    def __len__(self):
        return 8

    def __getitem__(self, index):
        left = rng.integers(0, 4)
        return torch.arange(8.0)[left : left + 4] + index


model = torch.nn.Linear(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
for crops in DataLoader(Crops(), batch_size=4, num_workers=2, worker_init_fn=start_worker):
    optimizer.zero_grad()
    model(crops).mean().backward()
    optimizer.step()
