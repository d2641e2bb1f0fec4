"""Each of two ranks looks rows up in a table of its own, whose gradient is summed in any order."""

# samerun check --launcher "torchrun --standalone --nproc-per-node 2"
import torch
import torch.distributed as dist

dist.init_process_group("gloo")
torch.manual_seed(3)
torch.set_num_threads(4)
table = torch.nn.Parameter(torch.randn(8, 16))
optimizer = torch.optim.SGD([table], lr=0.1)
for step in range(2):
    index, weight = torch.randint(0, 8, (20000,)), torch.randn(20000, 16)
    found = table[index]  # <- cause SR301
    optimizer.zero_grad()
    (found * weight).sum().backward()
    dist.all_reduce(table.grad)
    optimizer.step()
dist.destroy_process_group()
