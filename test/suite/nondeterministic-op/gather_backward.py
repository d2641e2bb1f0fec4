"""The gradient of a lookup adds rows up in parallel, in another order each time."""

import torch

torch.manual_seed(0)
torch.set_num_threads(4)
table = torch.randn(10, 16, requires_grad=True)
optimizer = torch.optim.SGD([table], lr=0.1)
for step in range(3):
    index = torch.randint(0, 10, (20000,))
    weight = torch.randn(20000, 16)
    rows = table[index]  # <- cause SR301
    loss = (rows * weight).sum()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
