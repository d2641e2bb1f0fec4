import random

import numpy as np
import torch

for seeder in (random.seed, np.random.seed, torch.manual_seed):
    seeder(5)
random.random()  #: python seeded @7
np.random.rand()  #: numpy seeded @7
torch.rand(1)  #: torch seeded @7
