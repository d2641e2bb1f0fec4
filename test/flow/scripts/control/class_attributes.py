import random

import numpy as np


class Settings:
    SEED = 5
    NOISE = np.random.rand()  #: numpy unseeded
    table = {"seed": 3}

    def __init__(self):
        self.seed = self.SEED

    @classmethod
    def default(cls):
        return cls()

    @staticmethod
    def apply(seed):
        random.seed(seed)

    def fix(self):
        np.random.seed(self.seed)
        return self


Settings.apply(Settings.table["seed"])
random.random()  #: python seeded @20
Settings.default().fix()
np.random.rand()  #: numpy seeded @23
