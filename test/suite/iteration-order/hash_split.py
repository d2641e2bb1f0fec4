"""A split by `hash()` of the file's name."""

import random

random.seed(0)
files = [f"scan_{number}.nii" for number in range(30)]
train = [name for name in files if hash(name) % 5]  # <- cause SR503

weight = random.random()
for name in train:
    weight += 0.1 * (int(name[5:-4]) - weight) * random.random()
print(weight, len(train))
