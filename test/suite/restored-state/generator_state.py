"""A generator of its own is put into the state that the default one had before the seed."""

import torch

start = torch.get_rng_state()
torch.manual_seed(0)
noise = torch.Generator()
model = torch.nn.Linear(4, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
noise.set_state(start)  # <- cause SR204
for step in range(3):
    batch = torch.randn(2, 4, generator=noise)
    optimizer.zero_grad()
    model(batch).square().sum().backward()
    optimizer.step()
