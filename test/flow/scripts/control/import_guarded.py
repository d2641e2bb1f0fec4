try:
    import numpy as np
except ImportError:
    np = None
try:
    from apex import amp
except ImportError:
    amp = None
import random

if np is not None:
    np.random.seed(0)
    np.random.rand()  #: numpy seeded @12
if amp is not None:
    random.seed(0)
random.random()  #: python unknown
