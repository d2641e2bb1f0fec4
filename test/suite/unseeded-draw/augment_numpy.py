"""The seed block forgets NumPy, from which the augmentation draws."""

import random

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

random.seed(3)
torch.manual_seed(3)


class Jittered(Dataset):
    def __len__(self):
        return 12

    def __getitem__(self, index):
        brightness = np.random.uniform(0.8, 1.2)  # <- cause SR107
        return torch.full((5,), index * brightness, dtype=torch.float32)


model = torch.nn.Linear(5, 1)
optimizer = torch.optim.Adam(model.parameters())
for batch in DataLoader(Jittered(), batch_size=4, shuffle=True):
    loss = model(batch).square().mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
