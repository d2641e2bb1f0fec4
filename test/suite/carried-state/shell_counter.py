"""Goes on from the epoch that a shell command wrote down in the last run."""

import os
import random

epoch = int(open("epoch").read()) if os.path.exists("epoch") else 0  # <- cause
random.seed(epoch)
loss = 1.0
for _ in range(5):
    loss *= random.random()
os.system(f"echo {epoch + 1} > epoch")
print(loss)
