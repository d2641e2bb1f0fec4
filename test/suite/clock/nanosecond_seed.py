"""A seed from the time of day."""

import random
import time

import numpy as np
import torch


def seed_everything():
    seed = time.time_ns() % 2**32  # <- cause SR106
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


seed_everything()
model = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for step in range(2):
    optimizer.zero_grad()
    model(torch.randn(2, 2)).sum().backward()
    optimizer.step()
