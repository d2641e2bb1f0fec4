import random
import numpy as np
import torch


def everything(seed, deterministic=False):
    for fn in (random.seed, np.random.seed, torch.manual_seed):
        fn(seed)
    if deterministic:
        torch.use_deterministic_algorithms(True)
