"""The seed is set inside of `fork_rng`, which puts the unseeded state back at its end."""

import torch

with torch.random.fork_rng():  # <- cause SR103
    torch.manual_seed(0)
    model = torch.nn.Linear(4, 2)

optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for step in range(3):
    noise = torch.randn(2, 4)
    optimizer.zero_grad()
    model(noise).square().sum().backward()
    optimizer.step()
