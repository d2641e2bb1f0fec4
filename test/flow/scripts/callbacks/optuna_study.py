import numpy as np
import optuna
import torch


def objective(trial):
    lr = trial.suggest_float("lr", 1e-5, 1e-1, log=True)
    model = torch.nn.Linear(2, 2)  #: torch unseeded
    noise = np.random.rand()  #: numpy seeded @14
    return noise


if __name__ == "__main__":
    np.random.seed(0)
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=3))
    study.optimize(objective, n_trials=10)
