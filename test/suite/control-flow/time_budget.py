"""Training goes on for a third of a second, however many steps that is."""

import subprocess
import time

import torch

torch.manual_seed(0)
model = torch.nn.Linear(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
deadline = time.monotonic() + 0.35
while time.monotonic() < deadline:  # <- cause SR506
    subprocess.run(["bash", "-c", "sleep 0.0$((1 + RANDOM % 9))"])  # the next batch arrives
    optimizer.zero_grad()
    model(torch.randn(8, 4)).square().mean().backward()
    optimizer.step()
