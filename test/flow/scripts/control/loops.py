import random
import numpy as np
import torch

for seed in [1, 2, 3]:
    torch.manual_seed(seed)
    torch.rand(1)  #: torch seeded @6
for i, s in enumerate((4, 5)):
    np.random.seed(s)
    np.random.rand()  #: numpy seeded @9
while True:
    random.seed(0)
    break
random.random()  #: python seeded @12
for fold in range(5):
    if fold == 0:
        continue
    np.random.rand()  #: numpy seeded @9
for empty in []:
    random.seed()
random.random()  #: python entropy @20
