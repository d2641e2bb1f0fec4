# === the epoch is added to the seed
import torch

SEED = 3
model = torch.nn.Linear(2, 1)
for epoch in range(3):
    torch.manual_seed(SEED)  #! information unsafe
    model(torch.randn(2)).sum().backward()
# --- fixed
import torch

SEED = 3
model = torch.nn.Linear(2, 1)
for epoch in range(3):
    torch.manual_seed(SEED + epoch)  #! information unsafe
    model(torch.randn(2)).sum().backward()
# === zero becomes the epoch, and a pass is counted by enumerate too
import torch

model = torch.nn.Linear(2, 1)
for i, batch in enumerate([1, 2]):
    torch.manual_seed(0)  #! information unsafe
    model(torch.randn(2)).sum().backward()
# --- fixed
import torch

model = torch.nn.Linear(2, 1)
for i, batch in enumerate([1, 2]):
    torch.manual_seed(i)  #! information unsafe
    model(torch.randn(2)).sum().backward()
# === a loop that does not count moves the seed out
import torch

model = torch.nn.Linear(2, 1)


def train(data):
    for batch in data:
        torch.manual_seed(1)  #! information unsafe
        model(torch.randn(2)).sum().backward()


train([1, 2])
# --- fixed
import torch

model = torch.nn.Linear(2, 1)


def train(data):
    torch.manual_seed(1)
    for batch in data:
        model(torch.randn(2)).sum().backward()


train([1, 2])
# === not where the seed is deeper in the loop, or the loop shares its line
import torch

model = torch.nn.Linear(2, 1)
for batch in [1, 2]:
    if batch:
        torch.manual_seed(1)  #! information
    model(torch.randn(2)).sum().backward()
# === the number of a pass that a tuple, a slice or another call hides
import torch

model = torch.nn.Linear(2, 1)
for i, (a, b) in enumerate([(1, 2), (3, 4)]):
    torch.manual_seed(7)  #! information unsafe
    model(torch.randn(2)).sum().backward()
for (i, j) in zip(range(2), range(2)):
    x = torch.manual_seed(8)  #! information
    model(torch.randn(2)).sum().backward()
# --- fixed
import torch

model = torch.nn.Linear(2, 1)
for i, (a, b) in enumerate([(1, 2), (3, 4)]):
    torch.manual_seed(7 + i)  #! information unsafe
    model(torch.randn(2)).sum().backward()
for (i, j) in zip(range(2), range(2)):
    x = torch.manual_seed(8)  #! information
    model(torch.randn(2)).sum().backward()
# === a setting that stays the same, and ones that may change
import config
import torch

model = torch.nn.Linear(2, 1)
for epoch in range(3):
    torch.manual_seed(config.seed)  #! information unsafe
    model(torch.randn(2)).sum().backward()
for epoch in range(3):
    torch.manual_seed(config.next())
    model(torch.randn(2)).sum().backward()
for epoch in range(3):
    torch.manual_seed(config.seeds[0])
    model(torch.randn(2)).sum().backward()
# === an attribute of the object
import torch

model = torch.nn.Linear(2, 1)


class Trainer:
    def __init__(self):
        self.seed = 1

    def train(self):
        for epoch in range(3):
            torch.manual_seed(self.seed)
            model(torch.randn(2)).sum().backward()


Trainer().train()
# === bound in the loop, in each way
import torch

model = torch.nn.Linear(2, 1)
seed = 0
for epoch in range(3):
    torch.manual_seed(seed)
    model(torch.randn(2)).sum().backward()
    seed += 1
other: int = 0
for epoch in range(3):
    other: int = epoch
    torch.manual_seed(other)
    model(torch.randn(2)).sum().backward()
for epoch in range(3):
    for inner in range(2):
        torch.manual_seed(inner)
        model(torch.randn(2)).sum().backward()
for outer in range(3):
    for inner in range(2):
        torch.manual_seed(outer)
        model(torch.randn(2)).sum().backward()
# === nothing is trained in the loop
import torch

for epoch in range(3):
    torch.manual_seed(0)
    torch.randn(2)
# === a network or its optimizer is made in the loop
import torch

for fold in range(3):
    torch.manual_seed(0)
    model = torch.nn.Linear(2, 1)
    model(torch.randn(2)).sum().backward()
model = torch.nn.Linear(2, 1)
for fold in range(3):
    torch.manual_seed(0)
    optimizer = torch.optim.SGD(model.parameters(), 1)
    model(torch.randn(2)).sum().backward()
    optimizer.step()
# === the state is put back
import torch

model = torch.nn.Linear(2, 1)
for epoch in range(3):
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model(torch.randn(2)).sum().backward()
    with torch.enable_grad():
        torch.manual_seed(1)  #! information unsafe
        model(torch.randn(2)).sum().backward()
# === the state is put back by the function around
import torch

model = torch.nn.Linear(2, 1)


def train():
    state = torch.get_rng_state()
    for epoch in range(3):
        torch.manual_seed(0)
        model(torch.randn(2)).sum().backward()
    torch.set_rng_state(state)


train()
# === a step of the network that seeds, with and without its own argument
import torch


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(2, 1)

    def forward(self, x):
        torch.manual_seed(0)  #! information
        return self.layer(torch.randn(2))


Net()(1)
# === a step that seeds with what it is given
import random

from torch.utils.data import DataLoader, Dataset


class Data(Dataset):
    def __getitem__(self, i):
        random.seed(i)
        return random.random()


for x in DataLoader(Data()):
    pass
# === a function of another kind that seeds each time
import random

from torch.utils.data import DataLoader, Dataset


class Data(Dataset):
    def __getitem__(self, i):
        return self.load()

    def load(self):
        random.seed(1)
        return random.random()


for x in DataLoader(Data()):
    pass
# === a lambda, a generator of its own, entropy
import torch

model = torch.nn.Linear(2, 1)
generator = torch.Generator()
for epoch in range(3):
    generator.manual_seed(0)
    torch.seed()
    again = lambda: torch.manual_seed(0)
    again()
    model(torch.randn(2)).sum().backward()
# === through a function that only seeds
import random

import torch


def seed_all(seed):
    random.seed(seed)
    torch.manual_seed(seed)


model = torch.nn.Linear(2, 1)
for epoch in range(3):
    seed_all(3)  #! information unsafe
    model(torch.randn(2)).sum().backward()
for epoch in range(3):
    seed_all(seed=4)  #! information unsafe
    model(torch.randn(2)).sum().backward()
# === through a function that does more, or is given more
import random

import torch


def seed_and_count(seed):
    random.seed(seed)
    torch.manual_seed(seed)
    for i in range(seed):
        print(i)


def seed_all(seed, strict):
    random.seed(seed)
    torch.manual_seed(seed)


model = torch.nn.Linear(2, 1)
for epoch in range(3):
    seed_and_count(3)
    model(torch.randn(2)).sum().backward()
for epoch in range(3):
    seed_all(3, True)
    model(torch.randn(2)).sum().backward()
