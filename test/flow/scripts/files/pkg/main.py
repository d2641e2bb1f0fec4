import torch

from train import engine
from train.support import setup

if __name__ == "__main__":
    setup.everything(seed=5)
    engine.run(epochs=2)
    torch.rand(1)  #: torch seeded @train/support/setup.py:8
