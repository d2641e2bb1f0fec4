# === an entry more with the states, of what the file imports
import random

import numpy as np
import torch

optimizer.load_state_dict(torch.load("last.pt")["optimizer"])
torch.save({"epoch": 1, "optimizer": optimizer.state_dict()}, "last.pt")  #! hint unsafe
# --- fixed
import random

import numpy as np
import torch

optimizer.load_state_dict(torch.load("last.pt")["optimizer"])
torch.save({"epoch": 1, "optimizer": optimizer.state_dict(), "rng_state": {"torch": torch.get_rng_state(), "cuda": torch.cuda.get_rng_state_all(), "numpy": np.random.get_state(), "python": random.getstate()}}, "last.pt")  #! hint unsafe
# === over lines, with the indentation of the other entries
import torch

optimizer.load_state_dict(torch.load("last.pt")["optimizer"])
torch.save(  #! hint unsafe
    {
        "step": 1,
        "optim": optimizer.state_dict(),
    },
    "last.pt",
)
# --- fixed
import torch

optimizer.load_state_dict(torch.load("last.pt")["optimizer"])
torch.save(  #! hint unsafe
    {
        "step": 1,
        "optim": optimizer.state_dict(),
        "rng_state": {"torch": torch.get_rng_state(), "cuda": torch.cuda.get_rng_state_all()},
    },
    "last.pt",
)
# === by name, by keyword, through a function
import torch

optimizer.load_state_dict(torch.load("last.pt")["optimizer"])


def save(state, path):
    torch.save(state, path)


def write(path):
    state = {"iteration": 1, "optimizer": optimizer.state_dict()}
    torch.save(obj=state, f=path)  #! hint unsafe


write("last.pt")
save({"epoch": 1, "optimizer": optimizer.state_dict()}, "last.pt")  #! hint unsafe
save(path="last.pt", state={"epoch": 1, "optimizer": optimizer.state_dict()})  #! hint unsafe
save(load(), "last.pt")
save()
other({"epoch": 1, "optimizer": optimizer.state_dict()}, "last.pt")
# === not a checkpoint to go on from
import torch

optimizer.load_state_dict(torch.load("last.pt")["optimizer"])
torch.save({"epoch": 1, "model": model.state_dict()}, "last.pt")
torch.save({"optimizer": optimizer.state_dict()}, "last.pt")
torch.save({**state, "epoch": 1, "optimizer": optimizer.state_dict()}, "last.pt")
torch.save(model.state_dict(), "last.pt")
torch.save({1: 2}, "last.pt")
torch.save()
lib.save({"epoch": 1, "optimizer": optimizer.state_dict()}, "last.pt")
state = {"epoch": 1, "optimizer": optimizer.state_dict()}
state = load()
torch.save(state, "last.pt")
# === a name of another function, or of two kinds
import torch

optimizer.load_state_dict(torch.load("last.pt")["optimizer"])


def a():
    state = {"epoch": 1, "optimizer": optimizer.state_dict()}
    return state


def b(state):
    torch.save(state, "last.pt")


b(a())
# === a name that several share
import torch

optimizer.load_state_dict(torch.load("last.pt")["optimizer"])
last = state = {"epoch": 1, "optimizer": optimizer.state_dict()}
torch.save(state, "last.pt")  #! hint unsafe
# === nobody loads an optimizer
import torch

model.load_state_dict(torch.load("last.pt")["model"])
load(optimizer).load_state_dict(1)
optimizer.load(1)
load_state_dict(optimizer)
torch.save({"epoch": 1, "optimizer": optimizer.state_dict()}, "last.pt")
# === the states are kept, by an attribute
import torch

optimizer.load_state_dict(torch.load("last.pt")["optimizer"])
rng = torch.get_rng_state()
torch.save({"epoch": 1, "optimizer": optimizer.state_dict()}, "last.pt")
# === the states are kept, by a key
import torch

optimizer.load_state_dict(torch.load("last.pt")["optimizer"])
state = {"rng_state": states()}
torch.save({"epoch": 1, "optimizer": optimizer.state_dict()}, "last.pt")
# === the states are kept, by a function
import torch
from lib import get_rng_state

optimizer.load_state_dict(torch.load("last.pt")["optimizer"])
get_rng_state()
torch.save({"epoch": 1, "optimizer": optimizer.state_dict()}, "last.pt")
# === no name for torch, no fix
from torch import load, save

optimizer.load_state_dict(load("last.pt")["optimizer"])
save({"epoch": 1, "optimizer": optimizer.state_dict()}, "last.pt")  #! hint
