import random
import sys

import numpy as np

if len(sys.argv) > 1:
    random.seed(int(sys.argv[1]))
random.random()  #: python unseeded
seed = int(sys.argv[1]) if len(sys.argv) > 1 else 0
np.random.seed(seed)
np.random.rand()  #: numpy seeded @10
