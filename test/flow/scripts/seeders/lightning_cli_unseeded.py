import torch
from pytorch_lightning import LightningModule
from pytorch_lightning.cli import LightningCLI


class Net(LightningModule):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(4, 2)  #: torch unseeded


def cli_main():
    cli = LightningCLI(Net, seed_everything_default=False, run=False)
    cli.trainer.fit(cli.model)


if __name__ == "__main__":
    cli_main()
