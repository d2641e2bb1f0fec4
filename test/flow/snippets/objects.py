# === what a library holds is called when it is used
import random
from torch.utils.data import DataLoader
class Data:
    def __getitem__(self, i):
        return random.random()  #: python seeded @8
loader = DataLoader(Data())
random.seed(0)
for x in loader:
    pass
# === what nothing uses is used in the end
import random
from torch.utils.data import DataLoader
class Data:
    def __getitem__(self, i):
        return random.random()  #: python seeded @8
loader = DataLoader(Data())
random.seed(0)
# === a collate function, a sampler, a function for workers
import random
import torch
from torch.utils.data import DataLoader, RandomSampler
def collate(xs):
    random.random()  #: python unseeded
for x in DataLoader([1], sampler=RandomSampler([1]), collate_fn=collate):  #: torch unseeded
    pass
# === a function for the workers seeds them
import random
from torch.utils.data import DataLoader, Dataset
class Data(Dataset):
    def __getitem__(self, i):
        return random.random()  #: python seeded @8
def init(i):
    random.seed(1)
for x in DataLoader(Data(), num_workers=2, worker_init_fn=init):
    pass
random.random()  #: python unseeded
# === workers follow a generator of the loader
import random
import torch
from torch.utils.data import DataLoader, Dataset
class Data(Dataset):
    def __getitem__(self, i):
        return random.random()  #: torch seeded @8
g = torch.Generator().manual_seed(1)
for x in DataLoader(Data(), num_workers=2, generator=g):
    pass
# === workers only with a GPU are none
import random
import torch
from torch.utils.data import DataLoader, Dataset
class Data(Dataset):
    def __getitem__(self, i):
        return random.random()  #: python unseeded
n = 2 if torch.cuda.is_available() else 0
for x in DataLoader(Data(), num_workers=n):
    pass
# === a number of workers that is not known
import random
from lib import n
from torch.utils.data import DataLoader, Dataset
class Data(Dataset):
    def __getitem__(self, i):
        return random.random()  #: torch unseeded
for x in DataLoader(Data(), num_workers=n):
    pass
# === transforms in a list
import random
from torchvision import transforms
class Flip:
    def __call__(self, x):
        return random.random()  #: python seeded @8
t = transforms.Compose([Flip(), transforms.ToTensor()])
random.seed(0)
t(1)
# === a lambda in a library's object
import random
from torchvision import transforms
t = transforms.Lambda(lambda x: random.random())  #: python seeded @5
random.seed(0)
t(1)
# === methods that do not run the object
import torch
from torch import nn
class Net(nn.Module):
    def forward(self, x):
        return torch.rand(1)  #: torch seeded @9
net = nn.Sequential(Net())
net.to("cpu").eval()
torch.manual_seed(0)
net(1)
# === a list of layers is no run of them
import torch
from torch import nn
class Net(nn.Module):
    def forward(self, x):
        return torch.rand(1)  #: torch seeded @9
nets = nn.ModuleList([Net()])
for net in nets:
    torch.manual_seed(0)
    net(1)
# === layers draw their weights
import torch
from torch import nn
a = nn.Linear(1, 1)  #: torch unseeded
torch.manual_seed(0)
b = nn.Linear(1, 1)  #: torch seeded @5
# === attributes of an object
import random
class A:
    def __init__(self, seed):
        self.seed = seed
    def go(self):
        if self.seed is not None:
            random.seed(self.seed)
A(None).go()
random.random()  #: python unseeded
A(1).go()
random.random()  #: python seeded @8
# === an attribute set from outside
import random
class A:
    seed = None
a = A()
a.seed = 1
if a.seed:
    random.seed(a.seed)
random.random()  #: python seeded @8
# === an attribute of either of two objects
import random
from lib import ready
class A:
    seed = 1
class B:
    seed = 1
x = A() if ready() else B()
if x.seed == 1:
    random.seed(x.seed)
random.random()  #: python seeded @10
# === a module's attribute
import random
import config
config.seed = 1
if config.seed == 1:
    random.seed(0)
random.random()  #: python unknown
# === a context manager of the script
import random
class Seeded:
    def __enter__(self):
        random.seed(0)
        return 1
    def __exit__(self, *args):
        random.seed(1)
with Seeded() as x:
    random.random()  #: python seeded @5
random.random()  #: python seeded @8
# === one that only leaves
import random
class Seeded:
    def __exit__(self, *args):
        random.seed(1)
with Seeded():
    random.random()  #: python unseeded
random.random()  #: python seeded @5
# === a generator as one
import random
from contextlib import contextmanager
@contextmanager
def seeded():
    random.seed(0)
    yield 1
    random.seed(1)
with seeded() as x:
    random.random()  #: python seeded @6
random.random()  #: python seeded @8
# === several at once
import random
from contextlib import contextmanager
@contextmanager
def a():
    random.seed(0)
    yield
@contextmanager
def b():
    random.random()  #: python seeded @6
    yield
with a(), b():
    random.random()  #: python seeded @6
# === streams are put back
import random
import torch
from lightning.pytorch import seed_everything
from lightning.pytorch.utilities.seed import isolate_rng
with isolate_rng():
    random.seed(0)
    torch.manual_seed(0)
    random.random()  #: python seeded @7
random.random()  #: python unseeded
torch.rand(1)  #: torch unseeded
# === a return leaves through it
import torch
def f():
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return 1
f()
torch.rand(1)  #: torch unseeded
# === a state is put back by hand
import random
random.seed(0)
state = random.getstate()
random.seed(1)
random.setstate(state)
random.random()  #: python seeded @3
# === a state from before the seed
import torch
state = torch.get_rng_state()
torch.manual_seed(0)
torch.set_rng_state(state)
torch.rand(1)  #: torch unseeded
# === a state of another stream, or of somebody else
import random
import numpy as np
from lib import load
np.random.set_state(load())
np.random.rand()  #: numpy seeded @5
# === the seed of torch
import random
import torch
torch.manual_seed(0)
random.seed(torch.initial_seed())
random.random()  #: python seeded @5
# === the seed of torch that nothing set
import random
import torch
random.seed(torch.initial_seed())
random.random()  #: python entropy @4
# === an attribute that a default turns off guards the draw
import numpy as np
from lib import rect
from torch.utils.data import DataLoader, Dataset
class Data(Dataset):
    def __init__(self, augment=False, rect=False):
        self.augment = augment
        self.rect = rect
        self.mosaic = self.augment and not self.rect
    def __getitem__(self, i):
        if self.mosaic and np.random.rand() < 0.5:
            return np.random.rand()
        return i
def make(augment=False, workers=2):
    return DataLoader(Data(augment=augment, rect=rect), num_workers=workers)
for x in make():
    pass
for x in make(workers=0):
    pass
# === the same attribute, turned on
import numpy as np
from torch.utils.data import DataLoader, Dataset
class Data(Dataset):
    def __init__(self, augment=False, rect=False):
        self.augment = augment
        self.rect = rect
        self.mosaic = self.augment and not self.rect
    def __getitem__(self, i):
        if self.mosaic:
            return np.random.rand()  #: numpy unseeded
        return i
for x in DataLoader(Data()):
    pass
for x in DataLoader(Data(augment=True)):
    pass
# === iterators that lead back to where they come from
import random
from lib import ready
class Stand:
    def __init__(self, other):
        self.other = other
    def __iter__(self):
        if ready():
            return self.other
        return Stand(self)
    def __next__(self):
        return random.random()  #: python unseeded
one = Stand(None)
two = Stand(one)
one.other = two
for x in two:
    pass
# === an item that is asked for is made then
import random
class Rows:
    def __getitem__(self, index):
        return random.random()  #: python unseeded
rows = Rows()
rows[0]
random.seed(0)
# === an item that is asked for runs the transforms of a library's dataset
import torch
from torchvision import datasets, transforms
data = datasets.MNIST("data", transform=transforms.RandomCrop(4))  #: torch unseeded
image, label = data[0]
torch.manual_seed(0)
net = torch.nn.Linear(1, 1)  #: torch seeded @6
# === a layer that fills its weights itself
import torch
class Zero(torch.nn.Linear):
    def __init__(self, size):
        super().__init__(size, size)
    def reset_parameters(self):
        with torch.no_grad():
            self.weight.zero_()
class Scaled(torch.nn.Embedding):
    def reset_parameters(self):
        super().reset_parameters()  #: torch unseeded
        self.weight.data.mul_(2)
Zero(2)
Scaled(2, 2)
# === a layer of which only the use is its own
import torch
class Twice(torch.nn.Linear):
    def forward(self, x):
        return super().forward(super().forward(x))
Twice(2, 2)  #: torch unseeded
# === containers that hold themselves
import random
from lib import Thing, look
x = []
y = [x]
x.append(y)
x.append(x)
d = {}
d["itself"] = d
d["f"] = lambda: random.random()  #: python unseeded
look(x, d)
Thing(x, d)
