# === SR401 loaders
import torch
from torch.utils.data import DataLoader
for x in DataLoader([1], shuffle=True): pass
for x in DataLoader([2], shuffle=True): pass
#> `DataLoader` shuffles with numbers from torch's default generator, which nothing seeds: two runs get other numbers.
#>   4: `DataLoader` draws later
#> `DataLoader` shuffles with numbers from torch's default generator, unseeded here as well.
#>   3: first drawn from here
# === SR404 a random split
import torch
from torch.utils.data import random_split
a = random_split(d, [1])
#> `random_split` splits with numbers from torch's default generator, which nothing seeds: two runs get other numbers.
