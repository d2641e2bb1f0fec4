import numpy as np
import torch


class Sampler:
    def __init__(self, seed=0, rng=None):
        self.rng = rng if rng is not None else np.random.default_rng(seed)
        self.gen = torch.Generator()
        self.gen.manual_seed(seed)

    def draw(self):
        return self.rng.normal(), torch.randn(1, generator=self.gen)  #: numpy.Generator seeded @7; torch.Generator seeded @9; numpy.Generator entropy @16


Sampler().draw()
Sampler(rng=np.random.default_rng()).draw()
