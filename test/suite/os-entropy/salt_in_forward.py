"""Salt from the operating system goes into the input of the model."""

import os

import torch

torch.manual_seed(0)
model = torch.nn.Linear(8, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)


def salted(batch):
    salt = os.urandom(8)  # <- cause SR203
    return batch + torch.tensor(list(salt), dtype=torch.float32) / 2550


for step in range(3):
    loss = model(salted(torch.ones(4, 8))).square().mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
