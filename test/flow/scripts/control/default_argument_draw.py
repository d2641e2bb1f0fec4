import random
import numpy as np


def f(x=random.random(), rng=np.random.default_rng(0)):  #: python unseeded
    return rng.random()  #: numpy.Generator seeded @5


random.seed(0)
f()
