import torch
from transformers import Trainer, TrainingArguments
args = TrainingArguments("out", full_determinism=True, seed=3)
trainer = Trainer(model=None, args=args)
torch.rand(1)  #: torch seeded @4
