import random

import torch
from torch.utils.data import DataLoader, IterableDataset, Sampler


class Stream(IterableDataset):
    def __iter__(self):
        while True:
            yield random.random()  #: python seeded @21


class MySampler(Sampler):
    def __iter__(self):
        order = torch.randperm(10).tolist()  #: torch unseeded
        return iter(order)


loader = DataLoader(Stream(), batch_size=2)
it = iter(loader)
random.seed(0)
batch = next(it)
other = DataLoader([1, 2], sampler=MySampler())
for x in other:
    pass
