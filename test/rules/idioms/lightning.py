# === nothing seeded
import lightning as L
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Net(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(8, 2)  #! SR103

    def training_step(self, batch, _):
        x, y = batch
        return nn.functional.cross_entropy(self.layer(x), y)

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=0.1)


data = TensorDataset(torch.zeros(64, 8), torch.zeros(64, dtype=torch.long))
trainer = L.Trainer(max_epochs=1, accelerator="cpu")
trainer.fit(Net(), DataLoader(data, batch_size=8, shuffle=True))

# === seeded, workers too, and deterministic
import pytorch_lightning as pl
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Net(pl.LightningModule):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(8, 2)

    def training_step(self, batch, _):
        return self.layer(batch[0]).sum()

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters())


def main():
    pl.seed_everything(42, workers=True)
    data = TensorDataset(torch.randn(64, 8))
    trainer = pl.Trainer(max_epochs=1, deterministic=True)
    trainer.fit(Net(), DataLoader(data, batch_size=8, shuffle=True))


if __name__ == "__main__":
    main()

# === seeded, and free to use any kernel
import lightning.pytorch as pl
from model import Net

pl.seed_everything(1)
trainer = pl.Trainer(max_epochs=3, benchmark=False)  #! SR701 SR303
trainer.fit(Net())

# === the command line interface seeds by itself
from lightning.pytorch.cli import LightningCLI
from model import Data, Net

LightningCLI(Net, Data)  #! SR301 SR303
