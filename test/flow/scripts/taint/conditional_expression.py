import argparse
import random

import numpy as np

p = argparse.ArgumentParser()
p.add_argument("--seed", type=int, default=-1)
args = p.parse_args()
args.seed = args.seed if args.seed >= 0 else np.random.randint(1 << 30)  #: numpy unseeded
np.random.seed(args.seed)
random.seed(args.seed)
np.random.rand()  #: numpy entropy @10
random.random()  #: python entropy @11
