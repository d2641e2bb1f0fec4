# === removed
import torch

torch.use_deterministic_algorithms(True)
torch.utils.deterministic.fill_uninitialized_memory = False  #! hint safe
# --- fixed
import torch

torch.use_deterministic_algorithms(True)
# === on, on again, not known
import torch

torch.utils.deterministic.fill_uninitialized_memory = True
torch.utils.deterministic.fill_uninitialized_memory = False
torch.utils.deterministic.fill_uninitialized_memory = load()
# === on before
import torch

torch.utils.deterministic.fill_uninitialized_memory = True
torch.utils.deterministic.fill_uninitialized_memory = False  #! hint safe
