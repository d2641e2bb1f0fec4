"""A regularizer that grows with the processor time used so far."""

import resource

import torch

torch.manual_seed(0)
model = torch.nn.Linear(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
for step in range(3):
    used = resource.getrusage(resource.RUSAGE_SELF).ru_utime  # <- cause
    loss = model(torch.ones(8, 4)).square().mean() + 1e-3 * used * model.weight.square().sum()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
