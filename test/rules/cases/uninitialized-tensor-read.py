# === read at once
import numpy as np
import torch

a = torch.empty(3).sum()  #! hint unsafe
b = torch.empty(3) + 1  #! hint unsafe
c = -np.empty(3)  #! hint unsafe
print(torch.empty(3))  #! hint unsafe
d = torch.Tensor(3).mean()  #! hint unsafe
e = torch.empty_like(a).exp()  #! hint unsafe
f = torch.FloatTensor(3).mean()  #! hint
x += torch.empty(3)  #! hint unsafe
# --- fixed
import numpy as np
import torch

a = torch.zeros(3).sum()  #! hint unsafe
b = torch.zeros(3) + 1  #! hint unsafe
c = -np.zeros(3)  #! hint unsafe
print(torch.zeros(3))  #! hint unsafe
d = torch.zeros(3).mean()  #! hint unsafe
e = torch.zeros_like(a).exp()  #! hint unsafe
f = torch.FloatTensor(3).mean()  #! hint
x += torch.zeros(3)  #! hint unsafe
# === read by its name first
import torch

x = torch.empty(3)  #! hint unsafe
y = x.sum()


def f():
    a = torch.empty(3)  #! hint unsafe
    a = a + 1
    return a


def g():
    b = torch.empty(3)  #! hint unsafe
    b += 1
    return b
# === filled first, or handed over
import torch

x = torch.empty(3)
x.fill_(0)
y = x.sum()
a = torch.empty(3)
load(a)
b = torch.empty(3)
b[0] = 1
c = b.sum()
d = torch.empty(3)
e = f = torch.empty(3)
e.sum()
self.g = torch.empty(3)
self.g.sum()
h = (torch.empty(3),)
h.sum()
i = load(torch.empty(3))
j = torch.empty(3).uniform_()
k = torch.empty(3).sum
l = print.to(torch.empty(3))
torch.empty(3)
m = torch.empty(3)
m = load()
m.sum()
# === another function's name
import torch


def f(a):
    x = torch.empty(3)

    def g(x):
        return x.sum()

    return g(a)


def h(x):
    return x.sum()
# === not memory that nobody filled
import torch

a = torch.Tensor([1, 2]).sum()
b = torch.Tensor().sum()
c = torch.Tensor(x).sum()
d = torch.empty(3, device="meta").sum()
e = torch.empty(3, out=x).sum()
f = torch.empty(*shape, **options).sum()
g = torch.zeros(3).sum()
h = torch.Tensor(2, 3).sum()  #! hint unsafe
i = torch.Tensor(2.5).sum()
# === no name for the module, or no like of it: no fix
import torch
from torch import empty

a = empty(3).sum()  #! hint
b = torch.empty_strided((2,), (1,)).sum()  #! hint
# === a whole tensor that has one item more than is read
import torch

x = torch.Tensor(2, 2)  #! hint unsafe
y = x.max()
z = torch.Tensor(2, 2)
z[0, 0] = 1
