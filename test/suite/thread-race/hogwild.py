"""Threads update one weight without a lock."""

import threading

import torch

torch.manual_seed(0)
torch.set_num_threads(1)
weight = torch.ones(64)
data = torch.randn(8, 64)


def descend(rows):
    for step in range(300):
        error = (weight * rows[step % len(rows)]).sum() - 1  # <- cause
        weight.sub_(0.001 * error * rows[step % len(rows)])  # <- cause


threads = [threading.Thread(target=descend, args=(part,)) for part in data.split(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(weight.sum().item())
