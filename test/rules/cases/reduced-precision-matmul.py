# === full precision
import torch

torch.set_float32_matmul_precision("high")  #! hint safe
torch.backends.cuda.matmul.allow_tf32 = True  #! hint safe
torch.backends.cudnn.allow_tf32 = True  #! hint safe
torch.backends.cuda.matmul.allow_fp16_reduced_precision_reduction = True  #! hint safe
torch.set_float32_matmul_precision(precision="medium")  #! hint safe
torch.backends.cuda.matmul.fp32_precision = "tf32"  #! hint safe
# --- fixed
import torch

torch.set_float32_matmul_precision("highest")  #! hint safe
torch.backends.cuda.matmul.allow_tf32 = False  #! hint safe
torch.backends.cudnn.allow_tf32 = False  #! hint safe
torch.backends.cuda.matmul.allow_fp16_reduced_precision_reduction = False  #! hint safe
torch.set_float32_matmul_precision(precision="highest")  #! hint safe
torch.backends.cuda.matmul.fp32_precision = "ieee"  #! hint safe
# === full already, not known, not run
import torch

torch.set_float32_matmul_precision("highest")
torch.set_float32_matmul_precision(load())
torch.backends.cuda.matmul.allow_tf32 = False
torch.backends.cuda.matmul.allow_tf32 = load()
torch.backends.cuda.matmul.fp32_precision = "ieee"
if False:
    torch.backends.cudnn.allow_tf32 = True
