import torch
from tool.seeding import fix

fix()
torch.rand(1)  #: torch seeded @src/tool/seeding.py:2
