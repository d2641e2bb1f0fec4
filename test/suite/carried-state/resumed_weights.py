"""Resumes from weights that a tool copied to `last.pt` at the end of the run before."""

import os
import subprocess

import torch

torch.manual_seed(0)
model = torch.nn.Linear(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
if os.path.exists("last.pt"):
    model.load_state_dict(torch.load("last.pt"))  # <- cause
for step in range(3):
    optimizer.zero_grad()
    model(torch.randn(8, 4)).square().mean().backward()
    optimizer.step()
torch.save(model.state_dict(), "new.pt")
subprocess.run(["cp", "new.pt", "last.pt"], check=True)
