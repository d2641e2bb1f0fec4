"""The size of a batch follows from the memory that happens to be free."""

import os

import torch

torch.manual_seed(0)
free = os.sysconf("SC_AVPHYS_PAGES")  # <- cause
batch_size = 4 + free % 61
model = torch.nn.Linear(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
for step in range(3):
    optimizer.zero_grad()
    model(torch.randn(batch_size, 4)).square().mean().backward()
    optimizer.step()
