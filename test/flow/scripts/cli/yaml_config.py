import argparse

import numpy as np
import torch
import yaml

parser = argparse.ArgumentParser()
parser.add_argument("--config", default="config.yaml")
args = parser.parse_args()
with open(args.config) as f:
    config = yaml.safe_load(f)
torch.manual_seed(config["seed"])
if config.get("np_seed") is not None:
    np.random.seed(config["np_seed"])
torch.rand(1)  #: torch seeded @12
np.random.rand()  #: numpy unknown
