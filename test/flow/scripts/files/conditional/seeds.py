import random
import torch


def init_seeds(seed=None, rank=0):
    if seed is None:
        return
    torch.manual_seed(seed + rank)


def set_all(seed):
    seed = seed if seed is not None else random.randint(0, 100)  #: python unseeded
    torch.manual_seed(seed)
    return seed
