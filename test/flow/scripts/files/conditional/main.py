import torch
from seeds import init_seeds, set_all

init_seeds()
torch.rand(1)  #: torch unseeded
init_seeds(4)
torch.rand(1)  #: torch seeded @seeds.py:8
set_all(None)
torch.rand(1)  #: torch entropy @seeds.py:13
