from dataclasses import dataclass

import hydra
import torch
from hydra.core.config_store import ConfigStore


@dataclass
class Config:
    seed: int = 5
    lr: float = 0.1


cs = ConfigStore.instance()
cs.store(name="config", node=Config)


@hydra.main(version_base=None, config_name="config")
def main(cfg: Config):
    torch.manual_seed(cfg.seed)
    torch.rand(1)  #: torch seeded @20


if __name__ == "__main__":
    main()
