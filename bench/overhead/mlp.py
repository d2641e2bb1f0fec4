"""A tiny perceptron: the worst case for a tracer, for a step is little but the calling of ops."""
import stepwise
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(1024)
model = nn.Sequential(
    nn.Linear(64, 256), nn.ReLU(), nn.Linear(256, 256), nn.ReLU(), nn.Dropout(0.1), nn.Linear(256, 10)
)
data = TensorDataset(torch.randn(2048, 64), torch.randint(0, 10, (2048,)))
batches = stepwise.endless(DataLoader(data, batch_size=64, shuffle=True, drop_last=True))
model.to(stepwise.device)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
criterion = nn.CrossEntropyLoss()


def step():
    inputs, labels = next(batches)
    optimizer.zero_grad()
    loss = criterion(model(inputs), labels)
    loss.backward()
    optimizer.step()


stepwise.run(step, model, 400)
