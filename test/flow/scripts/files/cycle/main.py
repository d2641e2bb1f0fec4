import torch
from a import A, build

torch.manual_seed(2)
A().make()
build()
