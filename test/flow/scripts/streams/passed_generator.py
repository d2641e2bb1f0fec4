import numpy as np


def noise(rng, n):
    return rng.normal(size=n)  #: numpy.Generator seeded @9; numpy.Generator entropy @9; numpy unseeded


def make(seed):
    return np.random.default_rng(seed)


noise(make(1), 3)
noise(make(None), 3)
noise(np.random, 3)
