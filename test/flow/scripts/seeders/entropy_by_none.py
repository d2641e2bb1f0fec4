import random
import numpy as np
import torch
from detectron2.utils.env import seed_all_rng
from mmengine.runner import set_random_seed
from monai.utils import set_determinism
seed_all_rng(None)
random.random()  #: python entropy @7
seed_all_rng()
torch.rand(1)  #: torch entropy @9
set_random_seed(None)
np.random.rand()  #: numpy entropy @11
set_determinism(None)
np.random.rand()  #: numpy seeded @13
torch.manual_seed(5)
torch.rand(1)  #: torch seeded @15
torch.seed()
torch.rand(1)  #: torch entropy @17
