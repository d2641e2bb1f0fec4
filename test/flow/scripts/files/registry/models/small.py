import torch.nn as nn

__all__ = ["small"]


class Net(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.fc = nn.Linear(3, n)  #: torch unseeded; torch seeded @main.py:14


def small(num_classes=2, **kw):
    return Net(num_classes)
