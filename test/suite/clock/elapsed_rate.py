"""A learning rate that falls with the seconds since the start."""

import time

import torch

torch.manual_seed(0)
model = torch.nn.Linear(3, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
started = time.perf_counter()
for step in range(4):
    loss = model(torch.ones(2, 3)).square().mean()
    optimizer.zero_grad()
    loss.backward()
    elapsed = time.perf_counter() - started  # <- cause
    for group in optimizer.param_groups:
        group["lr"] = 0.1 / (1 + elapsed)
    optimizer.step()
