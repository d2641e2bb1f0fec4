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
