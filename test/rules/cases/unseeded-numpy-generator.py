# === given a seed
import numpy as np

a = np.random.default_rng()  #! warning safe
b = np.random.default_rng(None)  #! warning safe
c = np.random.RandomState()  #! warning safe
d = np.random.default_rng(seed=None)  #! warning safe
# --- fixed
import numpy as np

a = np.random.default_rng(1024)  #! warning safe
b = np.random.default_rng(1024)  #! warning safe
c = np.random.RandomState(1024)  #! warning safe
d = np.random.default_rng(seed=1024)  #! warning safe
# === seeded, global, or of another kind
import random

import numpy as np

a = np.random.default_rng(1)
np.random.seed(None)
b = random.Random()
c = np.random.RandomState(1)
c.seed()
if False:
    d = np.random.default_rng()
# === by an option without a default
import argparse

import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int)
args = parser.parse_args()
a = np.random.default_rng(args.seed)  #! warning
# === a file that only defines
import numpy as np


def make():
    return np.random.default_rng()
