# === a hook is called when the module is
import torch
def hook(*args):
    torch.rand(1)  #: torch seeded @7
net = torch.nn.Linear(1, 1)  #: torch unseeded
net.register_forward_hook(hook)
torch.manual_seed(0)
net(1)
# === a module that is appended is run by the whole
import torch
from torch import nn
class Net(nn.Module):
    def forward(self, x):
        return torch.rand(1)  #: torch seeded @9
whole = nn.Sequential()
whole.append(Net())
torch.manual_seed(0)
whole(1)
# === a module that is added by name
import torch
from torch import nn
class Net(nn.Module):
    def forward(self, x):
        return torch.rand(1)  #: torch seeded @9
whole = nn.Sequential()
whole.add_module("a", Net())
torch.manual_seed(0)
whole(1)
# === a copy draws as the original
import copy
import torch
from torch import nn
class Net(nn.Module):
    def forward(self, x):
        return torch.rand(1)  #: torch seeded @9
net = copy.deepcopy(Net())
torch.manual_seed(0)
net(1)
# === a wrapper hands on what it wraps
import torch
from torch import nn
class Net(nn.Module):
    def forward(self, x):
        return torch.rand(1)  #: torch seeded @8
net = torch.compile(nn.DataParallel(Net()))
torch.manual_seed(0)
net(1)
# === what an object's base holds is its own
import random
from torchvision import transforms
class Mine(transforms.Compose):
    def __init__(self):
        super().__init__([transforms.Lambda(lambda x: random.random())])  #: python seeded @8
t = Mine()
random.seed(0)
t(1)
random.seed(1)
# === a base that draws
import torch
from torch import nn
class Mine(nn.Linear):
    def __init__(self):
        super().__init__(1, 1)  #: torch unseeded
Mine()
torch.manual_seed(0)
# === an object of a base without a constructor of its own
import torch
from torch import nn
class Mine(nn.Linear):
    pass
Mine(1, 1)  #: torch unseeded
torch.manual_seed(0)
# === a base draws when it is used
import torch
from torch.utils.data import RandomSampler, DataLoader
class Mine(RandomSampler):
    pass
torch.manual_seed(0)
for x in DataLoader([1], sampler=Mine([1])):  #: torch seeded @6
    pass
torch.manual_seed(1)
# === a library's class of unknown content holds what it gets
import random
from lib import Runner
def f():
    random.random()  #: python seeded @7
r = Runner(f)
random.seed(0)
r.go()
# === a library's function uses what it gets
import random
from lib import run
class A:
    def __call__(self):
        random.random()  #: python unseeded
run(A())
def g():
    yield random.random()  #: python unseeded
run(g())
# === an in-place fill of what is not known, in a script of torch
import torch
from lib import load
load().uniform_()  #: torch unseeded
# === several objects of one kind
import torch
from torch.utils.data import DataLoader, random_split
a, b = random_split([1, 2], [1, 1])  #: torch unseeded
torch.manual_seed(0)
for x in DataLoader(a):
    pass
# === a device that is not the CPU's
import torch
torch.manual_seed(0)
torch.rand(1, device="cuda")  #: torch seeded @3
# === constants of numpy's aliases
import numpy.random as r
from numpy import random as s
r.rand()  #: numpy unseeded
s.seed(1)
r.rand()  #: numpy seeded @5
# === a star import, and a name that it does not bring
from numpy.random import *
rand()  #: numpy unseeded
load()
# === the methods of modules hand on the module
import torch
from torch import nn
class Net(nn.Module):
    def forward(self, x):
        return torch.rand(1)  #: torch seeded @8
net = nn.Sequential(Net()).to("cpu").eval().requires_grad_(False)
torch.manual_seed(0)
net(1)
# === the GPU is no other module
import torch
from torch import nn
class Net(nn.Module):
    def forward(self, x):
        return torch.rand(1)  #: torch seeded @8
net = nn.Sequential(Net()).cuda()
torch.manual_seed(0)
net(1)
# === apply runs a function on the layers of a library's module
import torch
from torch import nn
def init(m):
    nn.init.normal_(m.weight)  #: torch seeded @6
torch.manual_seed(0)
nn.Sequential().apply(init)
# === transforms whose chance leaves nothing to chance
from torch.utils.data import DataLoader
from torchvision import datasets
from torchvision import transforms as T
data = datasets.FakeData(transform=T.Compose([
    T.RandomHorizontalFlip(p=1.0),
    T.RandomVerticalFlip(2.0),
    T.RandomGrayscale(0),
    T.RandomPosterize(2, p=1),
    T.RandomErasing(p=0),
    T.RandomApply([T.CenterCrop(3)], p=1),
    T.v2.RandomInvert(1) if hasattr(T, "v2") else T.ToTensor(),
]))
for x in DataLoader(data):
    pass
# === transforms that draw all the same
from torch.utils.data import DataLoader
from torchvision import datasets
from torchvision import transforms as T
data = datasets.FakeData(transform=T.Compose([
    T.RandomHorizontalFlip(),  #: torch unseeded
    T.RandomVerticalFlip(0.2),  #: torch unseeded
    T.RandomApply([T.RandomCrop(3)], p=1),  #: torch unseeded
    T.RandomErasing(p=1),  #: torch unseeded
    T.RandomPosterize(1),  #: torch unseeded
]))
for x in DataLoader(data):
    pass
# === a graph dataset that is shuffled
import torch
from torch_geometric.datasets import QM9
data = QM9("data").shuffle()  #: torch unseeded
torch.manual_seed(0)
data = data.shuffle()  #: torch seeded @5
