# === a fixed seed, each by its own function
import random

import numpy as np
import torch

random.seed()  #! error safe
np.random.seed(None)  #! error safe
torch.seed()  #! error safe
torch.cuda.seed_all()  #! error safe
torch.cuda.seed()  #! error safe
torch.random.seed()  #! error safe
print(random.random(), np.random.rand(), torch.rand(1))
# --- fixed
import random

import numpy as np
import torch

random.seed(1024)  #! error safe
np.random.seed(1024)  #! error safe
torch.manual_seed(1024)  #! error safe
torch.cuda.manual_seed_all(1024)  #! error safe
torch.cuda.manual_seed(1024)  #! error safe
torch.random.manual_seed(1024)  #! error safe
print(random.random(), np.random.rand(), torch.rand(1))
# === fixed, of an object, in a branch that is not taken, by an option
import argparse
import random

import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int)
args = parser.parse_args()
random.seed(1)
random.Random()
np.random.RandomState()
if False:
    random.seed()
np.random.seed(args.seed)
# === a name for the function
from torch import rand, seed

seed()  #! error
rand(1)
