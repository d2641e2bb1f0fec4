# === the flag, once asked for
import torch
import torch.nn.functional as F

torch.manual_seed(0)
model = torch.nn.Linear(2, 2).cuda()
a = F.scaled_dot_product_attention(q, k, v)  #! hint unsafe
b = torch.nn.MultiheadAttention(2, 2)  #! hint unsafe
model(a).sum().backward()
# === the flag is on
import torch
import torch.nn.functional as F

torch.use_deterministic_algorithms(True)
model = torch.nn.Linear(2, 2).cuda()
a = F.scaled_dot_product_attention(q, k, v)
model(a).sum().backward()
# === the flag is off, or only warns
import torch
import torch.nn.functional as F

torch.use_deterministic_algorithms(True, warn_only=True)
model = torch.nn.Linear(2, 2).cuda()
a = F.scaled_dot_product_attention(q, k, v)  #! hint
model(a).sum().backward()
# === turned off
import torch
import torch.nn.functional as F

torch.use_deterministic_algorithms(False)
model = torch.nn.Linear(2, 2).cuda()
a = F.scaled_dot_product_attention(q, k, v)  #! hint
model(a).sum().backward()
# === without gradients, on the CPU
import torch
import torch.nn.functional as F

model = torch.nn.Linear(2, 2).cuda()
with torch.no_grad():
    a = F.scaled_dot_product_attention(q, k, v)
model(a).sum().backward()
# === on the CPU
import torch
import torch.nn.functional as F

model = torch.nn.Linear(2, 2)
a = F.scaled_dot_product_attention(q, k, v)
model(a).sum().backward()
# === nothing is trained
import torch
import torch.nn.functional as F

model = torch.nn.Linear(2, 2).cuda()
a = F.scaled_dot_product_attention(q, k, v)
# === plain mathematics
import torch
import torch.nn.functional as F
from torch.nn.attention import SDPBackend, sdpa_kernel

model = torch.nn.Linear(2, 2).cuda()
with sdpa_kernel(SDPBackend.MATH):
    a = F.scaled_dot_product_attention(q, k, v)
model(a).sum().backward()
# === another kernel by name
import torch
import torch.nn.functional as F
from torch.nn.attention import SDPBackend, sdpa_kernel

model = torch.nn.Linear(2, 2).cuda()
with sdpa_kernel(SDPBackend.FLASH_ATTENTION):
    a = F.scaled_dot_product_attention(q, k, v)  #! hint unsafe
model(a).sum().backward()
# === flash turned off
import torch
import torch.nn.functional as F

torch.backends.cuda.enable_flash_sdp(False)
model = torch.nn.Linear(2, 2).cuda()
a = F.scaled_dot_product_attention(q, k, v)
model(a).sum().backward()
# === flash turned on
import torch
import torch.nn.functional as F

torch.backends.cuda.enable_flash_sdp(True)
model = torch.nn.Linear(2, 2).cuda()
a = F.scaled_dot_product_attention(q, k, v)  #! hint unsafe
model(a).sum().backward()
# === flash attention's own functions
import torch
from flash_attn import flash_attn_func
from transformers import AutoModel

model = AutoModel.from_pretrained("x", attn_implementation="flash_attention_2").cuda()  #! hint
other = AutoModel.from_pretrained("x", attn_implementation="eager").cuda()
a = flash_attn_func(q, k, v)  #! hint
b = flash_attn_func(q, k, v, deterministic=False)  #! hint
model(a).sum().backward()
# === a call that is told, and may set the flags too
import torch
from flash_attn import flash_attn_func

model = torch.nn.Linear(2, 2).cuda()
a = flash_attn_func(q, k, v, deterministic=True)
model(a).sum().backward()
# === by the environment
import os

import torch
from transformers import AutoModel

os.environ["FLASH_ATTENTION_DETERMINISTIC"] = "1"
model = AutoModel.from_pretrained("x", attn_implementation="flash_attention_2").cuda()
model(a).sum().backward()
