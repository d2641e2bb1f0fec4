# === a generator of its own
import torch
from torch.utils.data import DataLoader, RandomSampler, SequentialSampler, WeightedRandomSampler

torch.manual_seed(0)
for x in DataLoader(data, sampler=RandomSampler(data)):  #! hint safe
    pass
for x in DataLoader(data, sampler=WeightedRandomSampler(w, 3)):  #! hint safe
    pass
for x in DataLoader(data, sampler=SequentialSampler(data)):
    pass
for x in DataLoader(data, sampler=RandomSampler(data, generator=torch.Generator().manual_seed(1))):
    pass
for x in DataLoader(data, sampler=RandomSampler(data, **options)):
    pass
if False:
    for x in DataLoader(data, sampler=RandomSampler(data)):
        pass
# === a name for several
import torch
from torch.utils.data import DataLoader, RandomSampler, SequentialSampler

torch.manual_seed(0)
kind = RandomSampler if shuffle() else SequentialSampler
for x in DataLoader(data, sampler=kind(data)):  #! hint
    pass
