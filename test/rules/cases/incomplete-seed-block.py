# === seed lines above a function that seeds, too
import random

import torch
from ray import tune

random.seed(1)


def trainable(config):
    random.seed(config["seed"])
    net = torch.nn.Linear(2, 2)  #! warning safe
    tune.report({"net": net, "x": random.random()})


tune.Tuner(trainable).fit()
# --- fixed
import os
import random

import numpy as np
import torch
from ray import tune

random.seed(1)
os.environ["PYTHONHASHSEED"] = "1"
np.random.seed(1)
torch.manual_seed(1)
torch.cuda.manual_seed(1)
torch.cuda.manual_seed_all(1)
torch.backends.cudnn.benchmark = False
torch.backends.cudnn.deterministic = True


def trainable(config):
    random.seed(config["seed"])
    net = torch.nn.Linear(2, 2)  #! warning safe
    tune.report({"net": net, "x": random.random()})


tune.Tuner(trainable).fit()
