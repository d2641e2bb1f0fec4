"""Weights of a small CNN, in a script that seeds nothing."""

import torch
from torch import nn


class SmallCnn(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(1, 4, 3)  # <- cause SR103
        self.head = nn.Linear(4 * 6 * 6, 3)

    def forward(self, image):
        return self.head(torch.relu(self.stem(image)).flatten(1))


model = SmallCnn()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
images = torch.linspace(0, 1, 4 * 64).view(4, 1, 8, 8)
labels = torch.tensor([0, 1, 2, 0])
for step in range(3):
    loss = nn.functional.cross_entropy(model(images), labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(step, loss.item())
