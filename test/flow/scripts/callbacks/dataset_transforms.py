import random

import numpy as np
import torch
import torchvision.transforms as T
from torch.utils.data import DataLoader, Dataset, random_split
from torchvision import datasets


class Cutout:
    def __init__(self, size):
        self.size = size

    def __call__(self, img):
        y = np.random.randint(32)  #: numpy unseeded
        return img


class Rotate(torch.nn.Module):
    def forward(self, img):
        if random.random() < 0.5:  #: python unseeded
            img = img.flip(0)
        return img


class Pairs(Dataset):
    def __init__(self, base):
        self.base = base

    def __len__(self):
        return len(self.base)

    def __getitem__(self, i):
        j = random.randint(0, len(self.base) - 1)  #: python unseeded
        return self.base[i], self.base[j]


def collate(batch):
    random.shuffle(batch)  #: python unseeded
    return torch.stack(batch)


transform = T.Compose([T.RandomCrop(32, padding=4), Cutout(8), Rotate(), T.Lambda(lambda x: x + torch.rand(1)), T.ToTensor()])  #: torch seeded @46
data = datasets.CIFAR10("data", train=True, transform=transform)
train, val = random_split(Pairs(data), [0.8, 0.2])  #: torch unseeded
torch.manual_seed(0)
loader = DataLoader(train, batch_size=4, shuffle=True, collate_fn=collate)  #: torch seeded @46
val_loader = DataLoader(val, batch_size=4)
for epoch in range(2):
    for batch in loader:
        pass
