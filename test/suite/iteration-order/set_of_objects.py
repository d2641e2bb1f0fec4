"""Samples are visited in the order of a set of objects, which is that of their addresses."""

import torch


class Sample:
    def __init__(self, number):
        self.number = number
        self.row = [float(number), 1.0]


torch.manual_seed(0)
waiting = {Sample(number) for number in range(64)}
rows = []
for sample in waiting:  # <- cause
    rows.append(sample.row)

model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.0001)
for batch in torch.tensor(rows).split(16):
    optimizer.zero_grad()
    model(batch).square().mean().backward()
    optimizer.step()
