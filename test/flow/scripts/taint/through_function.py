import os
import random
import time

import numpy as np


def pick(seed=None):
    if seed is None:
        seed = (os.getpid() + int(time.time() * 1000)) % (2**32)
    np.random.seed(seed)
    random.seed(seed)
    return seed


pick()
np.random.rand()  #: numpy entropy @11
pick(3)
np.random.rand()  #: numpy seeded @11
