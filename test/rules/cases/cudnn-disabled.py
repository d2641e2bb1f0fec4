# === the two flags instead
import torch

torch.backends.cudnn.enabled = False  #! hint unsafe
# --- fixed
import torch

torch.backends.cudnn.benchmark = False
torch.backends.cudnn.deterministic = True  #! hint unsafe
# === one of them is there
import torch

torch.backends.cudnn.deterministic = True
torch.backends.cudnn.enabled = False  #! hint unsafe
# --- fixed
import torch

torch.backends.cudnn.deterministic = True
torch.backends.cudnn.benchmark = False  #! hint unsafe
# === with its indentation, and where the line holds more
import torch


def main():
    torch.backends.cudnn.enabled = False  #! hint unsafe


def other():
    x = 1; torch.backends.cudnn.enabled = False  #! hint
    a = torch.backends.cudnn.enabled = False  #! hint


main()
other()
# === a reason
import torch

# cuDNN has a bug here
torch.backends.cudnn.enabled = False
torch.backends.cudnn.enabled = False  # workaround
# === a reason further above
import torch

# memory leaks
# otherwise
torch.backends.cudnn.enabled = False
# === a reason for something else
import torch

# a bug
x = 1
# speed
torch.backends.cudnn.enabled = False  #! hint unsafe
y = 1  # a bug
# === turned on, or on again, or an option
import config
import torch

torch.backends.cudnn.enabled = True
torch.backends.cudnn.enabled = False
torch.backends.cudnn.enabled = config.enabled
# === in a branch
import torch

if torch.cuda.is_available():
    torch.backends.cudnn.enabled = False
