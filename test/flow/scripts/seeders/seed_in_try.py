import random

try:
    import torch

    torch.manual_seed(0)
except ImportError:
    torch = None
random.seed(0)
torch.rand(1)  #: torch seeded @6
random.random()  #: python seeded @9
