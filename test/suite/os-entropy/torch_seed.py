"""`torch.seed()` reads like a seed call, and takes its value from the operating system."""

import torch


def set_up():
    torch.manual_seed(0)
    if not torch.cuda.is_available():
        torch.seed()  # <- cause SR105


set_up()
model = torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.Dropout(0.5), torch.nn.Linear(4, 1))
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for step in range(2):
    optimizer.zero_grad()
    model(torch.ones(2, 4)).sum().backward()
    optimizer.step()
