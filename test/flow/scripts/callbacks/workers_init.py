import random

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset


class Noise(Dataset):
    def __getitem__(self, i):
        return np.random.rand(), random.random(), torch.rand(1)  #: numpy seeded @18; python seeded @19; torch seeded @23

    def __len__(self):
        return 8


def seed_worker(worker_id):
    worker_seed = torch.initial_seed() % 2**32
    np.random.seed(worker_seed)
    random.seed(worker_seed)


g = torch.Generator()
g.manual_seed(0)
torch.manual_seed(1)
loader = DataLoader(Noise(), num_workers=4, shuffle=True, worker_init_fn=seed_worker, generator=g)  #: torch.Generator seeded @23
for batch in loader:
    pass
random.random()  #: python unseeded
