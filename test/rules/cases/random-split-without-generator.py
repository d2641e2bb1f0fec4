# === nothing seeds
import torch
from torch.utils.data import random_split

a, b = random_split(data, [1, 2])  #! warning safe safe
# --- fixed
import torch
from torch.utils.data import random_split

a, b = random_split(data, [1, 2], generator=torch.Generator().manual_seed(1024))  #! warning safe safe
# === seeded
import torch
from torch.utils.data import random_split

torch.manual_seed(0)
a, b = random_split(data, [1, 2])  #! hint safe
c = torch.randn(2)
d, e = random_split(data, [1, 2], generator=torch.Generator().manual_seed(1))
# === more than splitting draws
import torch
from torch.utils.data import random_split

a, b = random_split(data, [1, 2])
c = torch.randn(2)
