from base import *

seed_all(3)
x = torch.rand(1)  #: torch seeded @base.py:8
y = np.random.rand()  #: numpy unseeded
z = random.random()  #: python seeded @base.py:7
