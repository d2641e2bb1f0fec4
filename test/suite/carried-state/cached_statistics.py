"""Statistics of the data are cached beside the script by a tool, in a form that the next run reads otherwise."""

import subprocess
from pathlib import Path

import torch

torch.manual_seed(0)
data = torch.randn(32, 3)
cache = Path("mean.txt")
if cache.exists():
    mean = torch.tensor([float(word) for word in cache.read_text().split()])  # <- cause
else:
    mean = data.mean(0)
    text = " ".join(f"{value:.2f}" for value in mean.tolist())
    subprocess.run(["sh", "-c", 'echo "$0" > mean.txt', text], check=True)

model = torch.nn.Linear(3, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for batch in data.split(16):
    optimizer.zero_grad()
    model(batch - mean).square().mean().backward()
    optimizer.step()
