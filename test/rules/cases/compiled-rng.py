# === drawn as eager code does
import torch

net = torch.nn.Sequential(torch.nn.Dropout(0.1))
a = torch.compile(net)  #! hint unsafe
b = torch.compile(net, mode="default")  #! hint
c = torch.compile(net, options={"x": 1})  #! hint
d = torch.compile(net, **options)  #! hint
e = torch.compile(net, options={"fallback_random": True})


@torch.compile  #! hint
def f(x):
    return x


@torch.no_grad
def g(x):
    return x
# --- fixed
import torch

net = torch.nn.Sequential(torch.nn.Dropout(0.1))
a = torch.compile(net, options={"fallback_random": True})  #! hint unsafe
b = torch.compile(net, mode="default")  #! hint
c = torch.compile(net, options={"x": 1})  #! hint
d = torch.compile(net, **options)  #! hint
e = torch.compile(net, options={"fallback_random": True})


@torch.compile  #! hint
def f(x):
    return x


@torch.no_grad
def g(x):
    return x
# === nothing is drawn
import torch

net = torch.nn.Linear(1, 1)
a = torch.compile(net)
# === kernels by timing
import torch

net = torch.nn.Linear(1, 1)
a = torch.compile(net, mode="max-autotune")  #! hint
b = torch.compile(net, mode="max-autotune-no-cudagraphs")  #! hint
c = torch.compile(net, mode="reduce-overhead")
d = torch.compile(net, mode=mode)
# === kernels by timing, where deterministic ones are asked for
import torch

torch.use_deterministic_algorithms(True)
net = torch.nn.Linear(1, 1)
a = torch.compile(net, mode="max-autotune")
# === turned off
import torch

torch.use_deterministic_algorithms(False)
net = torch.nn.Linear(1, 1)
a = torch.compile(net, mode="max-autotune")  #! hint
# === set for all
import torch

torch._inductor.config.fallback_random = True
net = torch.nn.Sequential(torch.nn.Dropout(0.1))
a = torch.compile(net)
# === another's
import re

import torch

net = torch.nn.Sequential(torch.nn.Dropout(0.1))
a = re.compile("a")
