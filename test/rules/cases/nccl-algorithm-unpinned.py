# === by topology
import torch
import torch.distributed as dist

torch.manual_seed(0)
dist.init_process_group("nccl")  #! hint
dist.init_process_group(backend="nccl")  #! hint
dist.init_process_group("gloo")
dist.init_process_group()
dist.destroy_process_group("nccl")
# === nobody means it to repeat
import torch.distributed as dist

dist.init_process_group("nccl")
# === pinned
import os

import torch
import torch.distributed as dist

os.environ["NCCL_ALGO"] = "Ring"
torch.manual_seed(0)
dist.init_process_group("nccl")
# === strict
import torch
import torch.distributed as dist

torch.use_deterministic_algorithms(True)
dist.init_process_group("nccl")
