# === benchmark last
import torch

torch.backends.cudnn.deterministic = True
torch.backends.cudnn.benchmark = True  #! warning safe
# --- fixed
import torch

torch.backends.cudnn.deterministic = True
torch.backends.cudnn.benchmark = False  #! warning safe
# === off again, or in a branch
import torch

torch.backends.cudnn.deterministic = True
torch.backends.cudnn.benchmark = True
torch.backends.cudnn.benchmark = False
if torch.cuda.is_available():
    torch.backends.cudnn.benchmark = True
# === deterministic off again
import torch

torch.backends.cudnn.deterministic = True
torch.backends.cudnn.benchmark = True
torch.backends.cudnn.deterministic = False
# === not known
import torch

torch.backends.cudnn.deterministic = load()
torch.backends.cudnn.benchmark = True
