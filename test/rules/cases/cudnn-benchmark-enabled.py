# === turned off
import torch

torch.manual_seed(0)
torch.backends.cudnn.benchmark = True  #! warning unsafe
# --- fixed
import torch

torch.manual_seed(0)
torch.backends.cudnn.benchmark = False  #! warning unsafe
# === nobody seems to mind
import torch

torch.backends.cudnn.benchmark = True  #! hint unsafe
# === off, or off again, or a contradiction
import torch

torch.manual_seed(0)
torch.backends.cudnn.benchmark = False
torch.backends.cudnn.benchmark = load()
torch.backends.cudnn.benchmark = True
torch.backends.cudnn.benchmark = False
# === off before
import torch

torch.manual_seed(0)
torch.backends.cudnn.benchmark = False
torch.backends.cudnn.benchmark = True  #! warning unsafe
# === off on one path
import torch

torch.manual_seed(0)
torch.backends.cudnn.benchmark = True  #! warning unsafe
if torch.cuda.is_available():
    torch.backends.cudnn.benchmark = False
# === deterministic beside it is another rule's
import torch

torch.manual_seed(0)
torch.backends.cudnn.deterministic = True
torch.backends.cudnn.benchmark = True
# === deterministic, in a branch
import torch

torch.manual_seed(0)
torch.backends.cudnn.deterministic = True
if torch.cuda.is_available():
    torch.backends.cudnn.benchmark = True  #! warning unsafe
