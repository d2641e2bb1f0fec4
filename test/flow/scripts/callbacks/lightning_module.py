import random

import numpy as np
import torch
import pytorch_lightning as pl
from torch import nn
from torch.utils.data import DataLoader, Dataset


class Items(Dataset):
    def __getitem__(self, i):
        return np.random.rand(3)  #: numpy unseeded

    def __len__(self):
        return 3


class DM(pl.LightningDataModule):
    def setup(self, stage=None):
        self.perm = np.random.permutation(10)  #: numpy unseeded

    def train_dataloader(self):
        return DataLoader(Items(), shuffle=True)  #: torch unseeded


class Net(pl.LightningModule):
    def __init__(self):
        super().__init__()
        self.save_hyperparameters()
        self.l = nn.Linear(3, 1)  #: torch unseeded

    def forward(self, x):
        return self.l(x)

    def training_step(self, batch, batch_idx):
        if random.random() < 0.5:  #: python unseeded
            return self(batch)
        return self.helper(batch)

    def helper(self, batch):
        return torch.randn_like(batch)  #: torch unseeded

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), 0.1)

    def predict_extra(self):
        return random.gauss(0, 1)


class Noisy(pl.Callback):
    def on_train_start(self, trainer, module):
        random.random()  #: python unseeded


def main():
    model = Net()
    trainer = pl.Trainer(max_epochs=1, callbacks=[Noisy()])
    trainer.fit(model, datamodule=DM())


if __name__ == "__main__":
    main()
