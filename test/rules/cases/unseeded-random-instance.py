# === given a seed
import random

a = random.Random()  #! warning safe
a.random()
b = random.Random(None)  #! warning safe
b.random()
# --- fixed
import random

a = random.Random(1024)  #! warning safe
a.random()
b = random.Random(1024)  #! warning safe
b.random()
# === seeded, unused, seeded later
import random

import numpy as np

a = random.Random(1)
a.random()
b = random.Random()
c = random.Random()
c.seed(1)
c.random()
d = random.Random(1)
d.seed()
d.random()
e = np.random.default_rng()
e.normal()
# === by an option without a default
import argparse
import random

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int)
args = parser.parse_args()
a = random.Random(args.seed)
a.random()
