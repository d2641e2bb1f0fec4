"""A second stage starts afresh with `np.random.seed()`, and no value."""

import numpy as np

np.random.seed(8)
pretrained = np.random.normal(size=6)


def fine_tune(weights, seed=None):
    np.random.seed(seed)  # <- cause SR105
    for _ in range(5):
        weights = weights - 0.1 * (weights + 0.01 * np.random.normal(size=weights.shape))
    return weights


print(fine_tune(pretrained).sum())
