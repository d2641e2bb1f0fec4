# What a seed does: it starts the sequence of "random" numbers again at the same place, in this process and in the next.
import torch

torch.manual_seed(1024)
print("seeded with 1024:      ", torch.rand(4).tolist())
print("without a new seed:    ", torch.rand(4).tolist())

torch.manual_seed(1024)
print("seeded with 1024 again:", torch.rand(4).tolist())
