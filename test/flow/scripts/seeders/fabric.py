import torch
from lightning.fabric import Fabric, seed_everything


def main():
    fabric = Fabric()
    fabric.seed_everything(1)
    model = torch.nn.Linear(1, 1)  #: torch seeded @7
    model = fabric.setup(model)
    fabric.backward(model(torch.rand(1)).sum())  #: torch seeded @7


main()
