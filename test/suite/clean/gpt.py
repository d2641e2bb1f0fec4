"""A tiny GPT on characters, everything seeded."""

import random

import numpy as np
import torch
from fingerprint import fingerprint
from torch import nn
from torch.nn import functional as F

random.seed(1)
np.random.seed(1)
torch.manual_seed(1)
text = "to be or not to be that is the question "
characters = sorted(set(text))
ids = torch.tensor([characters.index(c) for c in text * 4])
width, context = 16, 12


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(width, 3 * width)
        self.mlp = nn.Sequential(nn.Linear(width, 32), nn.GELU(), nn.Linear(32, width), nn.Dropout(0.1))
        self.before, self.between = nn.LayerNorm(width), nn.LayerNorm(width)

    def forward(self, x):
        q, k, v = (
            part.unflatten(2, (2, -1)).transpose(1, 2) for part in self.qkv(self.before(x)).chunk(3, 2)
        )
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True).transpose(1, 2).flatten(2)
        return x + mixed + self.mlp(self.between(x))


class Gpt(nn.Module):
    def __init__(self):
        super().__init__()
        self.token = nn.Embedding(len(characters), width)
        self.position = nn.Parameter(torch.randn(context, width) * 0.02)
        self.blocks = nn.Sequential(Block(), Block())
        self.head = nn.Linear(width, len(characters))

    def forward(self, x):
        return self.head(self.blocks(self.token(x) + self.position[: x.shape[1]]))


model = Gpt()
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 6)
for step in range(6):
    starts = torch.randint(len(ids) - context - 1, (4,))
    x = torch.stack([ids[s : s + context] for s in starts])
    y = torch.stack([ids[s + 1 : s + context + 1] for s in starts])
    loss = F.cross_entropy(model(x).flatten(0, 1), y.flatten())
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    schedule.step()
    print(step, loss.item())
fingerprint(model)
