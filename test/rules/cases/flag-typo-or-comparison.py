# === compared
import torch

torch.backends.cudnn.deterministic == True  #! error safe
torch.backends.cudnn.benchmark != True  #! error
torch.backends.cudnn.benchmark == False == x  #! error
# --- fixed
import torch

torch.backends.cudnn.deterministic = True  #! error safe
torch.backends.cudnn.benchmark != True  #! error
torch.backends.cudnn.benchmark == False == x  #! error
# === misspelt
import torch
from torch.backends import cudnn

torch.backends.cudnn.determinstic = True  #! error safe
cudnn.Benchmark = False  #! error safe
cudnn.benchmarks = cudnn.fp32_precision = False  #! error safe
cudnn.bench = False  #! error
cudnn.enable = False  #! error safe
cudnn.deterministics = True  #! error safe
cudnn.deterministi = True  #! error safe
cudnn.edterministic = True  #! error safe
cudnn.xyz = True  #! error
# --- fixed
import torch
from torch.backends import cudnn

torch.backends.cudnn.deterministic = True  #! error safe
cudnn.benchmark = False  #! error safe
cudnn.benchmark = cudnn.fp32_precision = False  #! error safe
cudnn.bench = False  #! error
cudnn.enabled = False  #! error safe
cudnn.deterministic = True  #! error safe
cudnn.deterministic = True  #! error safe
cudnn.deterministic = True  #! error safe
cudnn.xyz = True  #! error
# === right, or of something else
import torch
from torch.backends import cudnn

cudnn.enabled = cudnn.benchmark_limit = cudnn.allow_tf32 = True
cudnn.conv = cudnn.rnn = cudnn.verbose = 1
torch.backends.determinstic = True
other.determinstic = True
determinstic = True
x = cudnn.deterministic == True
other.deterministic == True
if cudnn.deterministic == True:
    pass
