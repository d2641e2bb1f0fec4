"""A tiny transformer that learns to sort. It looks seeded, but twice it is not:

the seed is set after the weights were drawn, and the augmentation draws from NumPy, which nobody seeds.
"""

import numpy as np
import torch
from torch import nn

VOCABULARY = 16
LENGTH = 8
STEPS = 25


def augment(tokens):
    """Shift all tokens by a random amount: the order to learn stays the same."""
    return (tokens + np.random.randint(0, 4)) % VOCABULARY


class Sorter(nn.Module):
    def __init__(self, width=32):
        super().__init__()
        self.embed = nn.Embedding(VOCABULARY, width)
        self.position = nn.Parameter(torch.randn(LENGTH, width) * 0.02)
        layer = nn.TransformerEncoderLayer(width, nhead=4, dim_feedforward=64, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, num_layers=2)
        self.head = nn.Linear(width, VOCABULARY)

    def forward(self, tokens):
        return self.head(self.encoder(self.embed(tokens) + self.position))


def main():
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = Sorter().to(device)
    torch.manual_seed(1024)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    for step in range(STEPS):
        tokens = augment(torch.randint(0, VOCABULARY, (16, LENGTH))).to(device)
        logits = model(tokens)
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), tokens.sort(dim=1).values.flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        print(f"step {step}: loss {loss.item():.6f}")


if __name__ == "__main__":
    main()
