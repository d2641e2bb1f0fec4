# === hydra with a structured configuration
from dataclasses import dataclass

import hydra
import numpy as np
import torch
from hydra.core.config_store import ConfigStore
from omegaconf import DictConfig, OmegaConf


@dataclass
class Config:
    seed: int = 1
    lr: float = 1e-3
    hidden: int = 32


ConfigStore.instance().store(name="config", node=Config)


@hydra.main(version_base=None, config_name="config")
def main(cfg: Config) -> None:
    torch.manual_seed(cfg.seed)
    np.random.seed(cfg.seed)
    print(OmegaConf.to_yaml(cfg))
    model = torch.nn.Linear(cfg.hidden, 1)
    x = torch.from_numpy(np.random.randn(64, cfg.hidden)).float()
    print(model(x).mean())


if __name__ == "__main__":
    main()
# === hydra with files
import hydra
import lightning as L
from omegaconf import DictConfig


@hydra.main(version_base="1.3", config_path="configs", config_name="train")
def main(cfg: DictConfig):
    if cfg.get("seed"):
        L.seed_everything(cfg.seed, workers=True)
    datamodule = hydra.utils.instantiate(cfg.data)
    model = hydra.utils.instantiate(cfg.model)
    trainer = hydra.utils.instantiate(cfg.trainer)
    trainer.fit(model, datamodule=datamodule)


if __name__ == "__main__":
    main()
# === hydra, torch forgotten
from dataclasses import dataclass

import hydra
import numpy as np
import torch
from hydra.core.config_store import ConfigStore
from omegaconf import DictConfig, OmegaConf


@dataclass
class Config:
    seed: int = 1
    lr: float = 1e-3
    hidden: int = 32


ConfigStore.instance().store(name="config", node=Config)


@hydra.main(version_base=None, config_name="config")
def main(cfg: Config) -> None:
    np.random.seed(cfg.seed)
    print(OmegaConf.to_yaml(cfg))
    model = torch.nn.Linear(cfg.hidden, 1)  #! SR107
    x = torch.from_numpy(np.random.randn(64, cfg.hidden)).float()
    print(model(x).mean())


if __name__ == "__main__":
    main()
# === hydra with a structured configuration whose seed is None
from dataclasses import dataclass

import hydra
import numpy as np
import torch
from hydra.core.config_store import ConfigStore
from omegaconf import DictConfig, OmegaConf


@dataclass
class Config:
    seed: int | None = None
    lr: float = 1e-3
    hidden: int = 32


ConfigStore.instance().store(name="config", node=Config)


@hydra.main(version_base=None, config_name="config")
def main(cfg: Config) -> None:
    if cfg.seed is not None:
        torch.manual_seed(cfg.seed)
        np.random.seed(cfg.seed)
    print(OmegaConf.to_yaml(cfg))
    model = torch.nn.Linear(cfg.hidden, 1)  #! SR112
    x = torch.from_numpy(np.random.randn(64, cfg.hidden)).float()  #! SR112
    print(model(x).mean())


if __name__ == "__main__":
    main()
