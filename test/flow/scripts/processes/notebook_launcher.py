import torch
from accelerate import notebook_launcher


def training_loop(seed=42):
    torch.manual_seed(seed)
    torch.nn.Linear(1, 1)  #: torch seeded @6


notebook_launcher(training_loop, args=(), num_processes=2)
