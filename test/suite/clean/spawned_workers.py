"""Workers that are started as fresh programs, and a set whose order is sorted away."""

import torch
from fingerprint import fingerprint
from torch.utils.data import DataLoader, Dataset


class Words(Dataset):
    def __init__(self, words):
        self.words = sorted(set(words))

    def __len__(self):
        return len(self.words)

    def __getitem__(self, index):
        return torch.rand(2) + len(self.words[index])


if __name__ == "__main__":
    torch.manual_seed(8)
    words = Words("the quick brown fox jumps over the lazy dog".split())
    model = torch.nn.Linear(2, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    for batch in DataLoader(words, batch_size=4, num_workers=1, multiprocessing_context="spawn"):
        optimizer.zero_grad()
        model(batch).square().mean().backward()
        optimizer.step()
    fingerprint(model)
