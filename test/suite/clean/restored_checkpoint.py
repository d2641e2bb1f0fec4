"""Saves weights, optimizer and every stream, goes on, comes back, and goes the same way again."""

import random

import numpy as np
import torch
from fingerprint import fingerprint

random.seed(12)
np.random.seed(12)
torch.manual_seed(12)
model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Dropout(0.5), torch.nn.Linear(4, 1))
optimizer = torch.optim.Adam(model.parameters())


def train(steps):
    for _ in range(steps):
        batch = torch.randn(4, 3) * random.random() + float(np.random.rand())
        loss = model(batch).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return loss.item()


train(2)
torch.save(
    {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "torch": torch.get_rng_state(),
        "numpy": np.random.get_state(),
        "python": random.getstate(),
    },
    "checkpoint.pt",
)
first = train(3)
saved = torch.load("checkpoint.pt", weights_only=False)
model.load_state_dict(saved["model"])
optimizer.load_state_dict(saved["optimizer"])
torch.set_rng_state(saved["torch"])
np.random.set_state(saved["numpy"])
random.setstate(saved["python"])
assert train(3) == first
fingerprint(model)
