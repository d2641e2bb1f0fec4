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
