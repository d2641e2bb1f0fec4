"""A thread that prepares noise draws from the same NumPy stream as the training loop."""

import threading

import numpy as np
import torch

torch.manual_seed(0)
np.random.seed(0)
noise = []


def prepare():
    for _ in range(150000):
        noise.append(np.random.standard_normal())  # <- cause


thread = threading.Thread(target=prepare)
thread.start()
model = torch.nn.Linear(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
for step in range(6):
    batch = torch.from_numpy(np.random.standard_normal((200, 4))).float()  # <- cause
    optimizer.zero_grad()
    model(batch).square().mean().backward()
    optimizer.step()
thread.join()
