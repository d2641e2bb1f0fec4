"""A small convolutional network on made-up images. Nothing is seeded: no two runs agree on a single number."""

import random

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset


class Stripes(Dataset):
    """Noisy 16x16 images of horizontal (0) or vertical (1) stripes, some of them mirrored."""

    def __init__(self, count=200):
        self.labels = np.arange(count) % 2
        self.images = np.random.normal(0.0, 0.7, (count, 16, 16)).astype(np.float32)
        for image, label in zip(self.images, self.labels):
            stripes = image if label == 0 else image.T
            stripes[::4] += 1.0

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        image = self.images[index]
        if random.random() < 0.5:
            image = image[:, ::-1].copy()
        return torch.from_numpy(image)[None], int(self.labels[index])


def build_model():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(4),
        nn.Flatten(),
        nn.Dropout(0.2),
        nn.Linear(8 * 4 * 4, 2),
    )


def main():
    device = "cuda" if torch.cuda.is_available() else "cpu"
    loader = DataLoader(Stripes(), batch_size=8, shuffle=True)
    model = build_model().to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.02, momentum=0.5)
    for step, (images, labels) in enumerate(loader):
        loss = nn.functional.cross_entropy(model(images.to(device)), labels.to(device))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        print(f"step {step}: loss {loss.item():.6f}")


if __name__ == "__main__":
    main()
