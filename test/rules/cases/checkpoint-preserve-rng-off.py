# === left out
import torch
from torch.utils.checkpoint import checkpoint

drop = torch.nn.Dropout(0.1)
a = checkpoint(f, x, preserve_rng_state=False)  #! information safe
b = checkpoint(f, x, preserve_rng_state=True)
c = checkpoint(f, x)
d = checkpoint(f, x, preserve_rng_state=flag)
e = other(f, x, preserve_rng_state=False)
# --- fixed
import torch
from torch.utils.checkpoint import checkpoint

drop = torch.nn.Dropout(0.1)
a = checkpoint(f, x)  #! information safe
b = checkpoint(f, x, preserve_rng_state=True)
c = checkpoint(f, x)
d = checkpoint(f, x, preserve_rng_state=flag)
e = other(f, x, preserve_rng_state=False)
# === nothing is drawn
import torch
from torch.utils.checkpoint import checkpoint

a = checkpoint(f, x, preserve_rng_state=False)
# === numbers drawn in forward
import torch
from torch.utils.checkpoint import checkpoint


class Net(torch.nn.Module):
    def forward(self, x):
        return x + torch.randn(2)


a = checkpoint(f, x, preserve_rng_state=False)  #! information safe
# === numbers drawn elsewhere
import torch
from torch.utils.checkpoint import checkpoint

y = torch.randn(2)
a = checkpoint(f, x, preserve_rng_state=False)
