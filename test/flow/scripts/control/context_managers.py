import contextlib
import random
from contextlib import contextmanager

import numpy as np
import torch


@contextmanager
def temp_seed(seed):
    state = np.random.get_state()
    np.random.seed(seed)
    try:
        yield
    finally:
        np.random.set_state(state)


class Seeded:
    def __init__(self, seed):
        self.seed = seed

    def __enter__(self):
        self.state = random.getstate()
        random.seed(self.seed)
        return self

    def __exit__(self, *exc):
        random.setstate(self.state)


@contextlib.contextmanager
def fix_all(n):
    torch.manual_seed(n)
    yield n


with temp_seed(3):
    np.random.rand()  #: numpy seeded @12
np.random.rand()  #: numpy unseeded
with Seeded(4):
    random.random()  #: python seeded @25
random.random()  #: python unseeded
with fix_all(5) as n:
    torch.rand(n)  #: torch seeded @34
torch.rand(1)  #: torch seeded @34
with torch.random.fork_rng(), temp_seed(1):
    torch.manual_seed(9)
    torch.rand(1)  #: torch seeded @48
    np.random.rand()  #: numpy seeded @12
torch.rand(1)  #: torch seeded @34
