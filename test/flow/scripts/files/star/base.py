import random
import numpy as np
import torch


def seed_all(n):
    random.seed(n)
    torch.manual_seed(n)
