import argparse

import numpy as np
import torch

p = argparse.ArgumentParser()
p.add_argument("--seed", type=int)
args = p.parse_args()
rng = np.random.default_rng(args.seed)
rng.random()  #: numpy.Generator entropy @9
state = np.random.RandomState(args.seed)
state.rand()  #: numpy.RandomState entropy @11
gen = np.random.RandomState()
if args.seed is not None:
    gen.seed(args.seed)
gen.rand()  #: numpy.RandomState entropy @13
