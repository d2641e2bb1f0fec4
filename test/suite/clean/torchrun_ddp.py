"""Two ranks started by torchrun, with buffers and a reduced metric."""

# samerun check --launcher "torchrun --standalone --nproc-per-node 2"
import torch
import torch.distributed as dist
from fingerprint import fingerprint
from torch.nn.parallel import DistributedDataParallel

dist.init_process_group("gloo")
torch.set_num_threads(1)
torch.manual_seed(21)
net = torch.nn.Sequential(
    torch.nn.Linear(4, 6), torch.nn.BatchNorm1d(6), torch.nn.ReLU(), torch.nn.Linear(6, 1)
)
model = DistributedDataParallel(net)
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
torch.manual_seed(100 + dist.get_rank())
for step in range(4):
    loss = model(torch.randn(8, 4)).square().mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    mean = loss.detach().clone()
    dist.all_reduce(mean)
if dist.get_rank() == 0:
    fingerprint(net)
dist.destroy_process_group()
