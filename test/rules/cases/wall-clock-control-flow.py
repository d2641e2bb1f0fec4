# === loops that end by the clock
import time

import torch

model = torch.nn.Linear(2, 1)
start = time.time()
while time.time() - start < 60:  #! hint
    model(torch.randn(2)).sum().backward()
for step in range(100):
    model(torch.randn(2)).sum().backward()
    if time.time() - start > 60:  #! hint
        break
for step in range(100):
    model(torch.randn(2)).sum().backward()
    elapsed = time.time() - start
    if elapsed > 60 or step > 50:  #! hint
        break
# === a function is left
import time

import torch

model = torch.nn.Linear(2, 1)


def train(start):
    while True:
        model(torch.randn(2)).sum().backward()
        spent = time.monotonic() - start
        if spent > 60:  #! hint
            return


train(time.monotonic())
# === the clock decides nothing of the training
import time

import torch

model = torch.nn.Linear(2, 1)
start = time.time()
for step in range(100):
    model(torch.randn(2)).sum().backward()
    if time.time() - start > 60:
        print(step)
    if step > 50:
        break
while time.time() - start < 60:
    print("waiting")
if time.time() - start > 60:
    raise ValueError
for step in range(100):
    if time.time() - start > 60:
        break
now = time.time()
for step in range(100):
    model(torch.randn(2)).sum().backward()
    if now > 60:
        break
    if ready(time.time()):
        break
# === a difference of another function
import time

import torch

model = torch.nn.Linear(2, 1)


def other(start):
    spent = time.time() - start
    return spent


def train(spent):
    for step in range(100):
        model(torch.randn(2)).sum().backward()
        if spent > 60:
            break


train(other(1))
# === nothing is trained
import time

start = time.time()
while time.time() - start < 60:
    optimizer.step()
