import random
import numpy as np

seed = None
random.seed(seed if seed is not None else 3)
random.random()  #: python seeded @5
if (n := 7) and n > 3:
    np.random.seed(n)
np.random.rand()  #: numpy seeded @8
x = random.random() if n < 0 else 0
