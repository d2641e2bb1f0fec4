"""Downloads are used in the order in which they finish."""

import subprocess
from concurrent.futures import ThreadPoolExecutor, as_completed

import torch

torch.manual_seed(0)


def download(number):
    subprocess.run(["bash", "-c", "sleep 0.$((RANDOM % 3))$((RANDOM % 10))"])
    return float(number)


rows = []
with ThreadPoolExecutor(4) as pool:
    waiting = [pool.submit(download, number) for number in range(8)]
    for done in as_completed(waiting):  # <- cause SR504
        rows.append(done.result())

model = torch.nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.001)
for row in rows:
    optimizer.zero_grad()
    model(torch.tensor([[row]])).square().mean().backward()
    optimizer.step()
