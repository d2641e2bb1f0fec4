import os
import random

import numpy as np
import torch


class CFG:
    seed = 42
    lr = 1e-4
    debug = False
    folds = [0, 1]


def seed_everything(seed):
    random.seed(seed)
    os.environ["PYTHONHASHSEED"] = str(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    torch.cuda.manual_seed(seed)


seed_everything(CFG.seed)
if CFG.debug:
    np.random.rand()
for fold in CFG.folds:
    model = torch.nn.Linear(3, 3)  #: torch seeded @19
    np.random.permutation(4)  #: numpy seeded @18
