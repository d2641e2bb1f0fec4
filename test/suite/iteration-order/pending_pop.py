"""Work is taken from a set with `pop`."""

import numpy as np

rng = np.random.default_rng(0)
pending = {"left", "right", "front", "rear", "top", "bottom", "lid"}
total = np.zeros(3)
while pending:
    view = pending.pop()  # <- cause SR502
    total = 0.5 * total + rng.normal(size=3) * len(view)
print(total)
