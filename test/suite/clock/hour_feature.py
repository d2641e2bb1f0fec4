"""The time of day is a feature of the input."""

import time

import torch

torch.manual_seed(0)


def features(batch):
    now = time.time()  # <- cause
    phase = torch.tensor([now % 86400.0 / 86400.0] * len(batch))
    return torch.cat([batch, phase.unsqueeze(1)], 1)


model = torch.nn.Linear(5, 1)
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
data = torch.randn(12, 4)
for batch in data.split(4):
    loss = model(features(batch)).square().mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
