"""The identity of the run doubles as the seed."""

import uuid

import torch

run_id = uuid.uuid4()  # <- cause SR106
seed = run_id.int % 2**32
torch.manual_seed(seed)

model = torch.nn.Linear(4, 4)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for step in range(2):
    optimizer.zero_grad()
    model(torch.ones(2, 4)).sum().backward()
    optimizer.step()
