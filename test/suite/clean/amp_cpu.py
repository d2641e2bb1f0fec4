"""Mixed precision on the CPU, with an LSTM and activation checkpointing."""

import torch
from fingerprint import fingerprint
from torch import nn
from torch.utils.checkpoint import checkpoint

torch.manual_seed(5)


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(20, 8)
        self.lstm = nn.LSTM(8, 8, batch_first=True)
        self.mlp = nn.Sequential(nn.Linear(8, 8), nn.ReLU(), nn.Dropout(0.2))
        self.head = nn.Linear(8, 4)

    def forward(self, x):
        hidden, _ = self.lstm(self.embed(x))
        return self.head(checkpoint(self.mlp, hidden, use_reentrant=False))


model = Tagger()
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
for step in range(4):
    x = torch.randint(0, 20, (4, 6))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        loss = nn.functional.cross_entropy(model(x).flatten(0, 1), (x % 4).flatten())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(loss.item())
fingerprint(model)
