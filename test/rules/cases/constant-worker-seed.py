# === the seed that torch gave the worker
import numpy as np
import torch
from torch.utils.data import DataLoader


def seed_worker(worker_id):
    np.random.seed(42)  #! information safe


loader = DataLoader([1], num_workers=2, worker_init_fn=seed_worker)
for x in loader:
    pass
# --- fixed
import numpy as np
import torch
from torch.utils.data import DataLoader


def seed_worker(worker_id):
    np.random.seed(torch.initial_seed() % 2**32)  #! information safe


loader = DataLoader([1], num_workers=2, worker_init_fn=seed_worker)
for x in loader:
    pass
# === a lambda, a name, a function that seeds
import random

import torch
from torch.utils.data import DataLoader

SEED = 3


def seed_all(seed):
    random.seed(seed)


def a(worker_id):
    value = SEED
    random.seed(value)  #! information safe


def b(worker_id):
    seed_all(SEED)  #! information safe


def c(worker_id):
    seed_all(seed=4)  #! information safe


for f in [
    DataLoader([1], num_workers=2, worker_init_fn=lambda i: random.seed(SEED)),  #! information safe
    DataLoader([1], num_workers=2, worker_init_fn=a),
    DataLoader([1], num_workers=2, worker_init_fn=b),
    DataLoader([1], num_workers=2, worker_init_fn=c),
]:
    for x in f:
        pass
# === another number in each worker
import random

import torch
from torch.utils.data import DataLoader


def seed_all(seed, rank):
    random.seed(seed)


def a(worker_id):
    random.seed(worker_id)


def b(worker_id):
    value = 1 + worker_id
    random.seed(value)


def c(worker_id):
    value = 1
    value += worker_id
    random.seed(value)


def d(worker_id):
    random.seed(torch.initial_seed())


def e(worker_id):
    random.seed(SEEDS[0])


def f(worker_id):
    value = load()
    random.seed(value)


def g(worker_id):
    seed_all(1, worker_id)


for loader in [
    DataLoader([1], num_workers=2, worker_init_fn=a),
    DataLoader([1], num_workers=2, worker_init_fn=b),
    DataLoader([1], num_workers=2, worker_init_fn=c),
    DataLoader([1], num_workers=2, worker_init_fn=d),
    DataLoader([1], num_workers=2, worker_init_fn=e),
    DataLoader([1], num_workers=2, worker_init_fn=f),
    DataLoader([1], num_workers=2, worker_init_fn=g),
    DataLoader([1], num_workers=2),
]:
    for x in loader:
        pass
# === no name for torch: no fix
import random

from torch.utils.data import DataLoader


def seed_worker():
    random.seed(42)  #! information


for x in DataLoader([1], num_workers=2, worker_init_fn=seed_worker):
    pass
# === two of one name, or of another
import random

from torch.utils.data import DataLoader


def seed_worker(i):
    random.seed(42)


def seed_worker(i):
    random.seed(43)


for x in DataLoader([1], num_workers=2, worker_init_fn=seed_worker):
    pass
for x in DataLoader([1], num_workers=2, worker_init_fn=made.by):
    pass
# === a seed that the function does not set
import random

from torch.utils.data import DataLoader


def seed_worker(i):
    if False:
        random.seed(42)


for x in DataLoader([1], num_workers=2, worker_init_fn=seed_worker):
    pass
