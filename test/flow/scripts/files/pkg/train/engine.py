import numpy as np
from .support.setup import everything
from . import model as M


def run(epochs):
    net = M.build()
    for _ in range(epochs):
        np.random.shuffle([1])  #: numpy seeded @train/support/setup.py:8
