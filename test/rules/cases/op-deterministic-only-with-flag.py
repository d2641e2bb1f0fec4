# === on a GPU, while training
import torch

net = torch.nn.Linear(2, 2).cuda()
x = net(y).index_add(0, i, z)  #! hint unsafe
x.sum().backward()
# === on the CPU
import torch

net = torch.nn.Linear(2, 2)
x = net(y).index_add(0, i, z)
x.sum().backward()
# === nothing is trained
import torch

net = torch.nn.Linear(2, 2).cuda()
x = net(y).index_add(0, i, z)
# === turned off by hand
import torch

torch.use_deterministic_algorithms(False)
net = torch.nn.Linear(2, 2).cuda()
x = net(y).index_add(0, i, z)  #! hint
x.sum().backward()
# === turned on
import torch

torch.use_deterministic_algorithms(True)
net = torch.nn.Linear(2, 2).cuda()
x = net(y).index_add(0, i, z)
x.sum().backward()
