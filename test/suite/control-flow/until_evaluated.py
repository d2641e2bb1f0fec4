"""Perturbs its weights until an outside evaluation has ended, then trains on."""

import subprocess
import time

import torch

torch.manual_seed(0)
model = torch.nn.Linear(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
evaluation = subprocess.Popen(["bash", "-c", "sleep 0.$((1 + RANDOM % 7))$((RANDOM % 10))$((RANDOM % 10))"])
while evaluation.poll() is None:  # <- cause
    with torch.no_grad():
        model.weight.add_(0.001 * torch.randn(1, 4))
    time.sleep(0.002)
for _ in range(4):
    optimizer.zero_grad()
    model(torch.randn(8, 4)).square().mean().backward()
    optimizer.step()
