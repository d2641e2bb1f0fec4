import argparse

import torch

import models
from data import get_data

model_names = sorted(n for n in models.__dict__ if n.islower() and not n.startswith("__") and callable(models.__dict__[n]))
p = argparse.ArgumentParser()
p.add_argument("--arch", default="small", choices=model_names)
p.add_argument("--data", default="toy")
args = p.parse_args()
net = models.__dict__[args.arch](num_classes=10)
torch.manual_seed(0)
other = getattr(models, args.arch)()
d = get_data(args.data)
