import pytorch_lightning as pl
import torch
from torch.utils.data import DataLoader


class Data(pl.LightningDataModule):
    def train_dataloader(self):
        return DataLoader([1], shuffle=True)  #: torch seeded @25


class Net(pl.LightningModule):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(4, 2)  #: torch unseeded

    def training_step(self, batch, i):
        noise = torch.randn(2)  #: torch seeded @25
        return noise

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters())


model = Net()
pl.seed_everything(7)
trainer = pl.Trainer(max_epochs=1, deterministic=True)
trainer.fit(model, Data())
