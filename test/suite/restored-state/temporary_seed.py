"""A context that seeds NumPy for a while and restores what was there before: a state that nobody had seeded."""

from contextlib import contextmanager

import numpy as np


@contextmanager
def temporary_seed(seed):
    state = np.random.get_state()
    np.random.seed(seed)
    try:
        yield
    finally:
        np.random.set_state(state)  # <- cause SR102


with temporary_seed(12):
    weights = np.random.normal(size=4)

for _ in range(6):
    batch = np.random.uniform(size=(3, 4))
    weights -= 0.1 * (batch @ weights) @ batch
print(weights)
