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
# === Fabric, seeded by its own call
import lightning as L
import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader
from torchvision import transforms
from torchvision.datasets import CIFAR10
from torchvision.models import resnet18


def main(seed: int = 42, epochs: int = 3):
    torch.backends.cudnn.benchmark = False
    torch.backends.cudnn.deterministic = True
    fabric = L.Fabric(accelerator="auto", devices=1)  #! SR301
    fabric.launch()
    fabric.seed_everything(seed, workers=True)
    tf = transforms.Compose([transforms.RandomCrop(32, padding=4), transforms.RandomHorizontalFlip(), transforms.ToTensor()])
    with fabric.rank_zero_first(local=False):
        data = CIFAR10("data", train=True, download=True, transform=tf)
    loader = fabric.setup_dataloaders(DataLoader(data, batch_size=64, shuffle=True, num_workers=2))
    with fabric.init_module():
        model = resnet18(weights=None, num_classes=10)
    opt = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    model, opt = fabric.setup(model, opt)
    for epoch in range(epochs):
        for i, (x, y) in enumerate(loader):
            loss = F.cross_entropy(model(x), y)
            opt.zero_grad()
            fabric.backward(loss)
            opt.step()
            if i % 50 == 0:
                fabric.print(epoch, i, loss.item())


if __name__ == "__main__":
    main()
# === Fabric, seeded when the model is there
import lightning as L
import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader
from torchvision import transforms
from torchvision.datasets import CIFAR10
from torchvision.models import resnet18


def main(seed: int = 42, epochs: int = 3):
    torch.backends.cudnn.benchmark = False
    torch.backends.cudnn.deterministic = True
    fabric = L.Fabric(accelerator="auto", devices=1)  #! SR301
    fabric.launch()
    tf = transforms.Compose([transforms.RandomCrop(32, padding=4), transforms.RandomHorizontalFlip(), transforms.ToTensor()])
    with fabric.rank_zero_first(local=False):
        data = CIFAR10("data", train=True, download=True, transform=tf)
    loader = fabric.setup_dataloaders(DataLoader(data, batch_size=64, shuffle=True, num_workers=2))  #! SR104
    with fabric.init_module():
        model = resnet18(weights=None, num_classes=10)
    opt = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    model, opt = fabric.setup(model, opt)
    fabric.seed_everything(seed, workers=True)
    for epoch in range(epochs):
        for i, (x, y) in enumerate(loader):
            loss = F.cross_entropy(model(x), y)
            opt.zero_grad()
            fabric.backward(loss)
            opt.step()
            if i % 50 == 0:
                fabric.print(epoch, i, loss.item())


if __name__ == "__main__":
    main()
