import random
import numpy as np


def setup(n):
    random.seed(n)


def setup_numpy():
    np.random.seed(1)
