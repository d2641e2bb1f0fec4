import torch
from trainer import Trainer, Config

trainer = Trainer(Config())
trainer.fit()
torch.rand(1)  #: torch seeded @base.py:13
