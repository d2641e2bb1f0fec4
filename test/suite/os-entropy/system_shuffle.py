"""A shuffle by the operating system's generator, which cannot be seeded."""

import random
import secrets

import torch

random.seed(0)
torch.manual_seed(0)
order = list(range(16))
secrets.SystemRandom().shuffle(order)  # <- cause SR203

data = torch.randn(16, 3)
model = torch.nn.Linear(3, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
for start in range(0, 16, 4):
    loss = model(data[order[start : start + 4]]).square().mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
