# === made in the worker instead
import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset


class Data(Dataset):
    def __init__(self):
        self.rng = np.random.default_rng(0)  #! information unsafe

    def __getitem__(self, i):
        return self.rng.normal()


loader = DataLoader(Data(), num_workers=2)
# --- fixed
import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset


class Data(Dataset):
    def __init__(self):
        self.rng = np.random.default_rng(0)  #! information unsafe

    def __getitem__(self, i):
        return self.rng.normal()


def seed_worker(worker_id):
    info = torch.utils.data.get_worker_info()
    info.dataset.rng = np.random.default_rng(info.seed)


loader = DataLoader(Data(), num_workers=2, worker_init_fn=seed_worker)
# === each kind of generator
import random

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset


class Data(Dataset):
    def __init__(self, seed):
        self.a = np.random.RandomState(seed)  #! information unsafe
        self.b = random.Random(seed)  #! information unsafe
        self.c = torch.Generator()  #! information unsafe
        self.d = torch.Generator().manual_seed(seed)  #! information unsafe
        self.e = random.Random()
        self.f = load(seed)
        self.g = seed
        self.h = make.rng(seed)

    def __getitem__(self, i):
        return self.a, self.b, self.c, self.d, self.e, self.f, self.g, self.h


loader = DataLoader(Data(1), num_workers=2)
# === a part of it, or by its name: no fix
import random

from torch.utils.data import DataLoader, Dataset, Subset


class Data(Dataset):
    def __init__(self):
        self.rng = random.Random(1)  #! information

    def __getitem__(self, i):
        return self.rng.random()


loader = DataLoader(Subset(Data(), [1]), num_workers=2)
again = DataLoader(Data(), num_workers=2)
# === no workers, or a function for them
import random

from torch.utils.data import DataLoader, Dataset


class Data(Dataset):
    def __init__(self):
        self.rng = random.Random(1)

    def __getitem__(self, i):
        return self.rng.random()


a = DataLoader(Data())
b = DataLoader(Data(), num_workers=0)
c = DataLoader(Data(), num_workers=workers())
d = DataLoader(Data(), num_workers=2, worker_init_fn=f)
# === used by nobody, made anew, made for each worker
import random

from torch.utils.data import DataLoader, Dataset, get_worker_info


class Unused(Dataset):
    def __init__(self):
        self.rng = random.Random(1)

    def __getitem__(self, i):
        return i


class Anew(Dataset):
    def __init__(self):
        self.rng = random.Random(1)

    def __getitem__(self, i):
        self.rng = random.Random(i)
        return self.rng.random()


class Asks(Dataset):
    def __init__(self):
        self.rng = random.Random(1)

    def __getitem__(self, i):
        if get_worker_info():
            pass
        return self.rng.random()


class Elsewhere(Dataset):
    def __init__(self, other):
        other.rng = random.Random(1)
        a = self.b = random.Random(1)
        rng = random.Random(1)

    def __getitem__(self, i):
        return self.rng.random(), self.b


class Late(Dataset):
    def setup(self):
        self.rng = random.Random(1)

    def __getitem__(self, i):
        return self.rng.random()


a = DataLoader(Unused(), num_workers=2)
b = DataLoader(Anew(), num_workers=2)
c = DataLoader(Asks(), num_workers=2)
d = DataLoader(Elsewhere(1), num_workers=2)
e = DataLoader(Late(), num_workers=2)
