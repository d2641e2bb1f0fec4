import argparse
import random

import torch

p = argparse.ArgumentParser()
p.add_argument("--seed", type=int, default=-1, help="-1 for none")
args = p.parse_args()
if args.seed > 0:
    torch.manual_seed(args.seed)
    random.seed(args.seed)
torch.rand(1)  #: torch unseeded
random.random()  #: python unseeded
