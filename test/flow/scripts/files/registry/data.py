import numpy as np


def toy():
    return np.random.rand(3)  #: numpy unseeded


def real():
    return np.zeros(3)


FACTORIES = {"toy": toy, "real": real}


def get_data(name):
    if name not in FACTORIES:
        raise ValueError(name)
    return FACTORIES[name]()
