import argparse
import time

import torch

p = argparse.ArgumentParser()
p.add_argument("--seed", type=int)
args = p.parse_args()
seed = args.seed or int(time.time())
torch.manual_seed(seed)
torch.rand(1)  #: torch entropy @10
