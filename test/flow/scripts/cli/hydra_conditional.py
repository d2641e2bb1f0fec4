import hydra
import pytorch_lightning as pl
import torch
from omegaconf import DictConfig


@hydra.main(config_path="configs/", config_name="config.yaml")
def main(config: DictConfig):
    if config.get("seed"):
        pl.seed_everything(config.seed, workers=True)
    model = torch.nn.Linear(2, 2)  #: torch unknown
    return model


if __name__ == "__main__":
    main()
