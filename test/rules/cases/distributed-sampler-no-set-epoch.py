# === told in the loop below
import torch
from torch.utils.data import DataLoader
from torch.utils.data.distributed import DistributedSampler

model = torch.nn.Linear(2, 1)
sampler = DistributedSampler(data)  #! information safe
loader = DataLoader(data, sampler=sampler)
for epoch in range(3):
    for batch in loader:
        model(batch).sum().backward()
# --- fixed
import torch
from torch.utils.data import DataLoader
from torch.utils.data.distributed import DistributedSampler

model = torch.nn.Linear(2, 1)
sampler = DistributedSampler(data)  #! information safe
loader = DataLoader(data, sampler=sampler)
for epoch in range(3):
    sampler.set_epoch(epoch)
    for batch in loader:
        model(batch).sum().backward()
# === told only where it is one
import torch
from torch.utils.data import DataLoader
from torch.utils.data.distributed import DistributedSampler

model = torch.nn.Linear(2, 1)
if world > 1:
    sampler = DistributedSampler(data)  #! information safe
else:
    sampler = None
for epoch in range(3):
    model(data).sum().backward()
# --- fixed
import torch
from torch.utils.data import DataLoader
from torch.utils.data.distributed import DistributedSampler

model = torch.nn.Linear(2, 1)
if world > 1:
    sampler = DistributedSampler(data)  #! information safe
else:
    sampler = None
for epoch in range(3):
    if hasattr(sampler, "set_epoch"):
        sampler.set_epoch(epoch)
    model(data).sum().backward()
# === one of two values of a name
import torch
from torch.utils.data.distributed import DistributedSampler

model = torch.nn.Linear(2, 1)
sampler = DistributedSampler(data) if world > 1 else None  #! information safe
for epoch in range(3):
    model(data).sum().backward()
# --- fixed
import torch
from torch.utils.data.distributed import DistributedSampler

model = torch.nn.Linear(2, 1)
sampler = DistributedSampler(data) if world > 1 else None  #! information safe
for epoch in range(3):
    if hasattr(sampler, "set_epoch"):
        sampler.set_epoch(epoch)
    model(data).sum().backward()
# === no loop in its function, none below it, no number, no name: no fix
import torch
from torch.utils.data.distributed import DistributedSampler

model = torch.nn.Linear(2, 1)


def make():
    sampler = DistributedSampler(data)  #! information
    return sampler


for epoch in range(3):
    model(data).sum().backward()
other = DistributedSampler(data)  #! information
for _ in epochs:
    pass
use(DistributedSampler(data))  #! information
a = b = DistributedSampler(data)  #! information
self.sampler = DistributedSampler(data)  #! information
# === the loop of the same function
import torch
from torch.utils.data.distributed import DistributedSampler

model = torch.nn.Linear(2, 1)


def train():
    for epoch in range(3):
        model(data).sum().backward()
    sampler = DistributedSampler(data)  #! information safe
    for last_epoch in range(3):
        model(data).sum().backward()


train()
# === a loop on one line
import torch
from torch.utils.data.distributed import DistributedSampler

model = torch.nn.Linear(2, 1)
sampler = DistributedSampler(data)  #! information
for epoch in range(3): model(data).sum().backward()
# === no shuffling, or none that is known
import torch
from torch.utils.data.distributed import DistributedSampler

model = torch.nn.Linear(2, 1)
a = DistributedSampler(data, shuffle=False)
b = DistributedSampler(data, 2, 0, False)
c = DistributedSampler(data, shuffle=args.shuffle)
d = DistributedSampler(data, **options)
val_sampler = DistributedSampler(data)
e = DistributedSampler(test_data)
f = DistributedSampler(data, shuffle=True)  #! information safe
for epoch in range(3):
    model(data).sum().backward()
# === somebody tells it
import torch
from torch.utils.data.distributed import DistributedSampler

model = torch.nn.Linear(2, 1)
sampler = DistributedSampler(data)
for epoch in range(3):
    loader.sampler.set_epoch(epoch)
    model(data).sum().backward()
# === a framework tells it
import torch
from accelerate import Accelerator
from torch.utils.data.distributed import DistributedSampler

model = torch.nn.Linear(2, 1)
sampler = DistributedSampler(data)
for epoch in range(3):
    model(data).sum().backward()
# === a Trainer tells it
import torch
from torch.utils.data.distributed import DistributedSampler
from transformers import Trainer

model = torch.nn.Linear(2, 1)
trainer = Trainer(model)
sampler = DistributedSampler(data)
for epoch in range(3):
    model(data).sum().backward()
# === no epochs
import torch
from torch.utils.data.distributed import DistributedSampler

model = torch.nn.Linear(2, 1)
sampler = DistributedSampler(data)
for step in range(3):
    model(data).sum().backward()
# === epochs by another name of the iterable
import torch
from torch.utils.data.distributed import DistributedSampler

model = torch.nn.Linear(2, 1)
sampler = DistributedSampler(data)  #! information safe
for i in range(epochs):
    model(data).sum().backward()
# === nothing is trained
from torch.utils.data.distributed import DistributedSampler

sampler = DistributedSampler(data)
for epoch in range(3):
    print(epoch)
