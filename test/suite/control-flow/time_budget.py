"""Weights are tried out for most of a second, however many that are, and training starts from the best."""

import time

import torch

torch.manual_seed(0)
data = torch.randn(8, 4)
best = torch.zeros(4, 1)
_ = (data @ torch.randn(4, 1)).square().mean() > (data @ best).square().mean()  # the first time takes long
deadline = time.monotonic() + 0.8
while time.monotonic() < deadline:  # <- cause SR506
    tried = torch.randn(4, 1)
    if (data @ tried).square().mean() > (data @ best).square().mean():
        best = tried
weight = best.requires_grad_()
optimizer = torch.optim.SGD([weight], lr=0.01)
for step in range(3):
    optimizer.zero_grad()
    (data @ weight).square().mean().backward()
    optimizer.step()
