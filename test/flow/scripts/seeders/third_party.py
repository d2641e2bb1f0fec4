import random

import numpy as np
import torch
from accelerate.utils import set_seed as accelerate_seed
from lightning.fabric.utilities.seed import seed_everything as fabric_seed
from pytorch_lightning import seed_everything
from pytorch_lightning.utilities.seed import seed_everything as old_seed
from stable_baselines3.common.utils import set_random_seed
from torch_geometric import seed_everything as pyg_seed
from transformers import enable_full_determinism, set_seed
from transformers.trainer_utils import set_seed as hf_seed


def draw():
    random.random()  #: python seeded @21; python seeded @23; python seeded @25; python seeded @27; python seeded @29
    np.random.rand()  #: numpy seeded @21; numpy seeded @23; numpy seeded @25; numpy seeded @27; numpy seeded @29
    return torch.rand(1)  #: torch seeded @21; torch seeded @23; torch seeded @25; torch seeded @27; torch seeded @29


set_seed(1)
draw()
accelerate_seed(2, device_specific=True)
draw()
seed_everything(3, workers=True)
draw()
old_seed(4)
draw()
fabric_seed(5)
draw()
pyg_seed(6)
draw()
set_random_seed(7)
draw()
hf_seed(8)
draw()
enable_full_determinism(9)
draw()
