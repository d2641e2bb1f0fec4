import numpy as np
from numpy import random as npr
from numpy.random import mtrand

r = np.random
r.seed(3)
npr.rand()  #: numpy seeded @6
mtrand.rand()  #: numpy seeded @6
np.random.mtrand._rand.rand()  #: numpy seeded @6
f = np.random.randn
f(3)  #: numpy seeded @6
