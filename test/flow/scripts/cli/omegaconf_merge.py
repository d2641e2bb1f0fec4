import torch
from omegaconf import OmegaConf

defaults = OmegaConf.create({"seed": 3, "model": {"width": 4}, "extra": None})
cfg = OmegaConf.merge(defaults, OmegaConf.from_cli())
torch.manual_seed(cfg.seed)
torch.nn.Linear(cfg.model.width, 2)  #: torch seeded @6
