"""A checkpoint carries the generator state of before the seed, and resuming restores it."""

import io

import torch

checkpoint = io.BytesIO()
torch.save({"rng": torch.get_rng_state()}, checkpoint)
torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.Dropout(0.5))
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

checkpoint.seek(0)
torch.set_rng_state(torch.load(checkpoint)["rng"])  # <- cause SR103
for step in range(3):
    optimizer.zero_grad()
    model(torch.ones(2, 4)).sum().backward()
    optimizer.step()
