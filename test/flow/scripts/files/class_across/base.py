import random
import torch


class BaseTrainer:
    def __init__(self, config):
        self.config = config
        self._set_seed(config.seed)
        self.build()

    def _set_seed(self, seed):
        random.seed(seed)
        torch.manual_seed(seed)

    def build(self):
        raise NotImplementedError

    def fit(self):
        for _ in range(3):
            self.step()
