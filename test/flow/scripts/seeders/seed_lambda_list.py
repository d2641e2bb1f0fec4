import random
import numpy as np
[f(0) for f in [random.seed, np.random.seed]]
random.random()  #: python seeded @3
np.random.rand()  #: numpy seeded @3
