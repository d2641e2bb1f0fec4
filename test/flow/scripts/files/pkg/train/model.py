import torch.nn as nn


def build():
    return nn.Linear(1, 1)  #: torch seeded @train/support/setup.py:8
