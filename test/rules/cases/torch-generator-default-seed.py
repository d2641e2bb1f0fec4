# === seeded where it is made
import torch

g = torch.Generator()  #! hint safe
torch.randn(2, generator=g)
torch.randn(2, generator=torch.Generator())  #! hint safe
# --- fixed
import torch

g = torch.Generator().manual_seed(1024)  #! hint safe
torch.randn(2, generator=g)
torch.randn(2, generator=torch.Generator().manual_seed(1024))  #! hint safe
# === asked for something else, kept by an object
import torch

g = torch.Generator()  #! hint safe
print(g.initial_seed())


class A:
    def __init__(self):
        self.g = torch.Generator(device="cpu")  #! hint safe
        torch.randn(2, generator=self.g)
# === seeded, handed over, unused
import torch

a = torch.Generator()
a.manual_seed(1)
torch.randn(2, generator=a)
b = torch.Generator()
torch.randn(2, generator=b)
b.set_state(x)
c = torch.Generator()
load(c)
d = torch.Generator()
e = f = torch.Generator()
torch.randn(2, generator=e)
g = torch.Generator().manual_seed(3)
torch.randn(2, generator=g)
h[0] = torch.Generator()
torch.randn(2, generator=h[0])
load(torch.Generator())
i = torch.Generator()
load(generator=i, other=i)
j = torch.Generator()
load(other=j)


class A:
    def __init__(self):
        self.k = torch.Generator()
        self.k.manual_seed(1)
