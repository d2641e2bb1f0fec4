import argparse
import random

import torch
import torch.nn as nn
import torch.utils.data

parser = argparse.ArgumentParser()
parser.add_argument("--manualSeed", type=int, help="manual seed")
opt = parser.parse_args()

if opt.manualSeed is None:
    opt.manualSeed = random.randint(1, 10000)  #: python unseeded
print("Random Seed: ", opt.manualSeed)
random.seed(opt.manualSeed)
torch.manual_seed(opt.manualSeed)


def weights_init(m):
    classname = m.__class__.__name__
    if classname.find("Conv") != -1:
        torch.nn.init.normal_(m.weight, 0.0, 0.02)  #: torch entropy @16


net = nn.Sequential(nn.ConvTranspose2d(100, 64, 4))  #: torch entropy @16
net.apply(weights_init)
noise = torch.randn(64, 100, 1, 1)  #: torch entropy @16
