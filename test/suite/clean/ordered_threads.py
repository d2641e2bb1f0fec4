"""A pool of threads whose results are taken in order, and a thread that only watches."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import torch
from fingerprint import fingerprint

torch.manual_seed(13)
stop = threading.Event()


def watch():
    while not stop.wait(0.01):
        time.time()


threading.Thread(target=watch, daemon=True).start()
model = torch.nn.Linear(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
with ThreadPoolExecutor(3) as pool:
    batches = list(pool.map(lambda number: torch.full((2, 4), float(number)).sin(), range(9)))
for batch in batches:
    optimizer.zero_grad()
    model(batch).square().mean().backward()
    optimizer.step()
stop.set()
fingerprint(model)
