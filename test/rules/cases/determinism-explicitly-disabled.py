# === turned on
import torch

torch.backends.cudnn.deterministic = False  #! warning safe
torch.use_deterministic_algorithms(False)  #! warning safe
# --- fixed
import torch

torch.backends.cudnn.deterministic = True  #! warning safe
torch.use_deterministic_algorithms(True)  #! warning safe
# === on again, or not known
import torch

torch.backends.cudnn.deterministic = False
torch.backends.cudnn.deterministic = True
torch.use_deterministic_algorithms(False)
torch.use_deterministic_algorithms(load())
# === on before
import torch

torch.backends.cudnn.deterministic = True
torch.backends.cudnn.deterministic = False  #! warning safe
# === an option or a parameter decides
import argparse

import torch

parser = argparse.ArgumentParser()
parser.add_argument("--deterministic", action="store_true")
args = parser.parse_args()


def seed_all(seed, exact=False):
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(exact)  #! information


seed_all(0)
torch.backends.cudnn.deterministic = args.deterministic  #! information
