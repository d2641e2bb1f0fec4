"""Class numbers are dealt out in the order of a set."""

import torch

torch.manual_seed(0)
animals = ["cat", "dog", "horse", "cow", "sheep", "goat", "hen", "duck"]
index = {name: number for number, name in enumerate(set(animals))}  # <- cause SR502

features = torch.randn(8, 5)
labels = torch.tensor([index[name] for name in animals])
model = torch.nn.Linear(5, len(index))
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for step in range(3):
    loss = torch.nn.functional.cross_entropy(model(features), labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
