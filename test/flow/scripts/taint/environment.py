import os
import random

import numpy as np
import torch

SEED = int(os.environ.get("SEED", 42))
random.seed(SEED)
np.random.seed(int(os.getenv("SEED", "0")))
torch.manual_seed(int(os.environ["SEED"]))
random.random()  #: python seeded @8
np.random.rand()  #: numpy seeded @9
torch.rand(1)  #: torch seeded @10
