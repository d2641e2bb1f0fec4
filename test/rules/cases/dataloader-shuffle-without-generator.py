# === nothing seeds
import torch
from torch.utils.data import DataLoader

for x in DataLoader([1], shuffle=True):  #! warning safe safe
    pass
# --- fixed
import torch
from torch.utils.data import DataLoader

for x in DataLoader([1], shuffle=True, generator=torch.Generator().manual_seed(1024)):  #! warning safe safe
    pass
# === seeded, with workers
import torch
from torch.utils.data import DataLoader

torch.manual_seed(0)
a = DataLoader([1], shuffle=True, num_workers=2)  #! hint safe
b = DataLoader([1], 1, True, num_workers=2)  #! hint safe
c = DataLoader([1], 1, True, None, None, 2)  #! hint safe
d = DataLoader([1], sampler=s, num_workers=2)  #! hint
train_loader = DataLoader([1], num_workers=2)  #! hint safe
e = DataLoader(train_data, num_workers=2)  #! hint safe
f = DataLoader(train_data, num_workers=1)  #! hint safe
# === seeded, and nothing changes its order
import torch
from torch.utils.data import DataLoader

torch.manual_seed(0)
a = DataLoader([1], shuffle=True)
b = DataLoader([1], shuffle=True, num_workers=0)
c = DataLoader([1], num_workers=2)
d = DataLoader([1], shuffle=True, num_workers=2, generator=g)
e = DataLoader([1], shuffle=True, num_workers=2, worker_init_fn=f)
f = DataLoader([1], shuffle=True, num_workers=2, **options)
g = DataLoader([1], shuffle=True, num_workers=count())
train_val_loader = DataLoader([1], num_workers=2)
test_loader = DataLoader(train_data, num_workers=2)
# === every shuffle (strict)
import torch
from torch.utils.data import DataLoader

torch.manual_seed(0)
a = DataLoader([1], shuffle=True)  #! hint safe
b = DataLoader([1])
# === the loader of a method
import torch
from torch.utils.data import DataLoader

torch.manual_seed(0)


class A:
    def train_dataloader(self):
        return DataLoader(self.data, num_workers=2)  #! hint safe

    def val_dataloader(self):
        return DataLoader(self.data, num_workers=2)

    def training(self):
        return DataLoader(self.data, num_workers=2)


A().train_dataloader()
A().val_dataloader()
A().training()
