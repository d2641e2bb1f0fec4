import numpy as np
import random
import torch
from timm.utils import random_seed
from detectron2.utils.env import seed_all_rng
from mmengine.runner import set_random_seed
from monai.utils import set_determinism
from composer.utils import reproducibility
from fastai.vision.all import set_seed
from allennlp.common.util import prepare_environment
from catalyst.utils import set_global_seed
from ultralytics.utils.torch_utils import init_seeds
from ignite.utils import manual_seed
from mmcv.runner import set_random_seed as mmcv_seed
import mmcv
from fairseq.utils import set_torch_seed
from pytorch_lightning import Trainer


def draw():
    random.random()  #: python seeded @26; python seeded @28; python seeded @30; python seeded @32; python seeded @34
    np.random.rand()  #: numpy seeded @26; numpy seeded @28; numpy seeded @30; numpy seeded @32; numpy seeded @34
    return torch.rand(1)  #: torch seeded @26; torch seeded @28; torch seeded @30; torch seeded @32; torch seeded @34


random_seed(42, 0)
draw()
seed_all_rng(7)
draw()
set_random_seed(3, deterministic=True)
draw()
set_determinism(seed=0)
draw()
reproducibility.seed_all(1)
draw()
set_seed(5, reproducible=True)
draw()
prepare_environment({})
draw()
set_global_seed(4)
draw()
init_seeds(3, deterministic=True)
draw()
manual_seed(2)
draw()
