import random

import torch


class Experiment:
    def __init__(self, seed=None, **kwargs):
        self.seed = seed
        self.options = kwargs
        if self.seed is not None:
            self.reset_seeds()

    def reset_seeds(self):
        torch.manual_seed(self.seed)
        random.seed(self.options.get("py_seed", self.seed))

    def run(self):
        return torch.rand(1), random.random()  #: torch unseeded; python unseeded; torch seeded @14; python seeded @15


Experiment().run()
Experiment(seed=4).run()
