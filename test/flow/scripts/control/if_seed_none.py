import random

import numpy as np
import torch


def set_seed(seed=None, deterministic=False):
    if seed is None:
        seed = random.randint(0, 2**31)  #: python unseeded
    elif seed < 0:
        seed = 0
    torch.manual_seed(seed)
    np.random.seed(seed)
    return seed


def maybe(seed):
    if not seed:
        return
    random.seed(seed)


set_seed()
torch.rand(1)  #: torch entropy @12
set_seed(-5)
torch.rand(1)  #: torch seeded @12
np.random.rand()  #: numpy seeded @13
maybe(None)
random.random()  #: python unseeded
maybe(3)
random.random()  #: python seeded @20
