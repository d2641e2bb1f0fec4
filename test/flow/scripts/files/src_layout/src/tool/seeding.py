import torch
def fix(n=3): torch.manual_seed(n)
