# === Ray Tune, seeded in driver and trainable
import random

import numpy as np
import torch
from ray import tune
from ray.tune.search.basic_variant import BasicVariantGenerator
from ray.tune.search.hyperopt import HyperOptSearch

random.seed(1234)
np.random.seed(5678)


def trainable(config):
    random.seed(config["seed"])
    np.random.seed(config["seed"])
    torch.manual_seed(config["seed"])
    model = torch.nn.Linear(4, 2)
    opt = torch.optim.SGD(model.parameters(), lr=config["lr"])
    for i in range(10):
        x = torch.randn(8, 4)
        loss = model(x).pow(2).mean()
        opt.zero_grad()
        loss.backward()
        opt.step()
        tune.report({"loss": loss.item()})


config = {"seed": tune.randint(0, 10000), "lr": tune.loguniform(1e-4, 1e-1)}

if __name__ == "__main__":
    tuner = tune.Tuner(
        trainable,
        param_space=config,
        tune_config=tune.TuneConfig(num_samples=8, search_alg=BasicVariantGenerator(random_state=1)),
    )
    print(tuner.fit().get_best_result("loss", "min").config)
    again = tune.Tuner(trainable, param_space=config, tune_config=tune.TuneConfig(search_alg=HyperOptSearch(metric="loss", mode="min", random_state_seed=1)))
    again.fit()
# === Ray Tune, torch forgotten in the trainable
import random

import numpy as np
import torch
from ray import tune
from ray.tune.search.basic_variant import BasicVariantGenerator
from ray.tune.search.hyperopt import HyperOptSearch

random.seed(1234)
np.random.seed(5678)


def trainable(config):
    random.seed(config["seed"])
    np.random.seed(config["seed"])
    model = torch.nn.Linear(4, 2)  #! SR107
    opt = torch.optim.SGD(model.parameters(), lr=config["lr"])
    for i in range(10):
        x = torch.randn(8, 4)
        loss = model(x).pow(2).mean()
        opt.zero_grad()
        loss.backward()
        opt.step()
        tune.report({"loss": loss.item()})


config = {"seed": tune.randint(0, 10000), "lr": tune.loguniform(1e-4, 1e-1)}

if __name__ == "__main__":
    tuner = tune.Tuner(
        trainable,
        param_space=config,
        tune_config=tune.TuneConfig(num_samples=8, search_alg=BasicVariantGenerator(random_state=1)),
    )
    print(tuner.fit().get_best_result("loss", "min").config)
    again = tune.Tuner(trainable, param_space=config, tune_config=tune.TuneConfig(search_alg=HyperOptSearch(metric="loss", mode="min", random_state_seed=1)))
    again.fit()
# === Ray Train with its own call
import torch
from ray.train import ScalingConfig, get_context, report
from ray.train.torch import TorchTrainer, enable_reproducibility, prepare_data_loader, prepare_model
from torch.utils.data import DataLoader, TensorDataset


def train_func(config):
    enable_reproducibility(seed=config["seed"])
    x = torch.randn(256, 4)
    loader = prepare_data_loader(DataLoader(TensorDataset(x, x), batch_size=8, shuffle=True))
    model = prepare_model(torch.nn.Linear(4, 4))
    opt = torch.optim.Adam(model.parameters())
    for epoch in range(config["epochs"]):
        if get_context().get_world_size() > 1:
            loader.sampler.set_epoch(epoch)
        for a, b in loader:
            loss = torch.nn.functional.mse_loss(model(a), b)
            opt.zero_grad()
            loss.backward()
            opt.step()
        report({"loss": loss.item()})


trainer = TorchTrainer(train_func, train_loop_config={"seed": 0, "epochs": 2}, scaling_config=ScalingConfig(num_workers=2))
trainer.fit()
# === Ray Train without
import torch
from ray.train import ScalingConfig, get_context, report
from ray.train.torch import TorchTrainer, enable_reproducibility, prepare_data_loader, prepare_model
from torch.utils.data import DataLoader, TensorDataset


def train_func(config):
    x = torch.randn(256, 4)  #! SR103
    loader = prepare_data_loader(DataLoader(TensorDataset(x, x), batch_size=8, shuffle=True))
    model = prepare_model(torch.nn.Linear(4, 4))
    opt = torch.optim.Adam(model.parameters())
    for epoch in range(config["epochs"]):
        if get_context().get_world_size() > 1:
            loader.sampler.set_epoch(epoch)
        for a, b in loader:
            loss = torch.nn.functional.mse_loss(model(a), b)
            opt.zero_grad()
            loss.backward()
            opt.step()
        report({"loss": loss.item()})


trainer = TorchTrainer(train_func, train_loop_config={"seed": 0, "epochs": 2}, scaling_config=ScalingConfig(num_workers=2))
trainer.fit()
# === a sweep of W&B that seeds each run
import random

import numpy as np
import torch
import wandb

sweep_config = {
    "method": "grid",
    "parameters": {"lr": {"values": [1e-2, 1e-3]}, "seed": {"values": [0, 1, 2]}, "epochs": {"value": 3}},
}


def set_seed(seed):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    torch.cuda.manual_seed_all(seed)


def train(config=None):
    with wandb.init(config=config):
        config = wandb.config
        set_seed(config.seed)
        net = torch.nn.Sequential(torch.nn.Linear(8, 8), torch.nn.Dropout(0.1))
        opt = torch.optim.Adam(net.parameters(), lr=config.lr)
        for epoch in range(config.epochs):
            loss = net(torch.randn(16, 8)).pow(2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            wandb.log({"loss": loss.item(), "pick": random.random(), "noise": np.random.rand()})


sweep_id = wandb.sweep(sweep_config, project="demo")
wandb.agent(sweep_id, train)
# === a sweep of W&B, torch forgotten
import random

import numpy as np
import torch
import wandb

sweep_config = {
    "method": "grid",
    "parameters": {"lr": {"values": [1e-2, 1e-3]}, "seed": {"values": [0, 1, 2]}, "epochs": {"value": 3}},
}


def set_seed(seed):
    random.seed(seed)
    np.random.seed(seed)


def train(config=None):
    with wandb.init(config=config):
        config = wandb.config
        set_seed(config.seed)
        net = torch.nn.Sequential(torch.nn.Linear(8, 8), torch.nn.Dropout(0.1))  #! SR107
        opt = torch.optim.Adam(net.parameters(), lr=config.lr)
        for epoch in range(config.epochs):
            loss = net(torch.randn(16, 8)).pow(2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            wandb.log({"loss": loss.item(), "pick": random.random(), "noise": np.random.rand()})


sweep_id = wandb.sweep(sweep_config, project="demo")
wandb.agent(sweep_id, train)
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
