"""Workers, each a fresh process, number words in the order of a set."""

import torch
from torch.utils.data import DataLoader, Dataset


class Sentences(Dataset):
    text = [
        "a quick brown fox jumped over lazy shepherds",
        "my old neighbour plants potatoes in early spring",
        "it rained heavily while we crossed seven bridges",
        "an orchestra played its third symphony at midnight",
    ]

    def __len__(self):
        return len(self.text)

    def __getitem__(self, index):
        words = set(self.text[index].split())
        return torch.tensor([float(len(word)) for word in words])  # <- cause SR502


if __name__ == "__main__":
    torch.manual_seed(0)
    model = torch.nn.Linear(8, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for batch in DataLoader(Sentences(), batch_size=2, num_workers=1):
        optimizer.zero_grad()
        model(batch).square().mean().backward()
        optimizer.step()
