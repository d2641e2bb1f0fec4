# === set first (torch 2.9)
import torch

torch.use_deterministic_algorithms(True)  #! error safe
model = torch.nn.Linear(2, 2).cuda()
# === not needed any more (torch 2.10)
import torch

torch.use_deterministic_algorithms(True)
model = torch.nn.Linear(2, 2).cuda()
# === nor in the next major version (torch 3.0)
import torch

torch.use_deterministic_algorithms(True)
model = torch.nn.Linear(2, 2).cuda()
# === needed in the one before (torch 1.13)
import torch

torch.use_deterministic_algorithms(True)  #! error safe
model = torch.nn.Linear(2, 2).cuda()
# === wrong (torch 2.9)
import os

import torch

os.environ["CUBLAS_WORKSPACE_CONFIG"] = ":8"  #! error
torch.use_deterministic_algorithms(True)
model = torch.nn.Linear(2, 2).cuda()
# === right, or not known (torch 2.9)
import os

import torch

os.environ["CUBLAS_WORKSPACE_CONFIG"] = ":16:8"
torch.use_deterministic_algorithms(True)
model = torch.nn.Linear(2, 2).cuda()
# === not known (torch 2.9)
import os

import torch

os.environ["CUBLAS_WORKSPACE_CONFIG"] = load()
torch.use_deterministic_algorithms(True)
model = torch.nn.Linear(2, 2).cuda()
# === late (torch 2.9)
import os

import torch

torch.use_deterministic_algorithms(True)
model = torch.nn.Linear(2, 2).cuda()
os.environ["CUBLAS_WORKSPACE_CONFIG"] = ":16:8"  #! error
# === on the CPU (torch 2.9)
import torch

torch.use_deterministic_algorithms(True)
model = torch.nn.Linear(2, 2)
# === not asked for (torch 2.9)
import torch

torch.use_deterministic_algorithms(False)
model = torch.nn.Linear(2, 2).cuda()
