import torch
from torch import nn


class Noise(nn.Module):
    def forward(self, x):
        return x + torch.randn_like(x)  #: torch seeded @46


class Block(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(n, n) for _ in range(3)])  #: torch unseeded
        self.noise = Noise()
        self.reset_parameters()

    def reset_parameters(self):
        for layer in self.layers:
            nn.init.xavier_uniform_(layer.weight)  #: torch unseeded

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return self.noise(x)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.Sequential(*[Block(4) for _ in range(2)])
        self.head = self._make_head(4)
        self.apply(self._init_weights)

    def _make_head(self, n):
        return nn.Linear(n, 2)  #: torch unseeded

    def _init_weights(self, m):
        if isinstance(m, nn.Linear):
            torch.nn.init.normal_(m.weight, std=0.02)  #: torch unseeded

    def forward(self, x):
        return self.head(self.blocks(x))


net = Net()
torch.manual_seed(0)
net = torch.compile(nn.DataParallel(net))
out = net(torch.zeros(1, 4))
