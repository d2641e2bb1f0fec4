import torch
from lightning.pytorch import LightningModule
from lightning.pytorch.cli import LightningCLI


class Net(LightningModule):
    def __init__(self, width: int = 4):
        super().__init__()
        self.layer = torch.nn.Linear(width, 2)  #: torch seeded @16

    def training_step(self, batch, i):
        return self.layer(batch + torch.randn(1)).sum()  #: torch seeded @16


if __name__ == "__main__":
    LightningCLI(Net)
