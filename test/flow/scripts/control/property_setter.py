import random


class Model:
    def __init__(self):
        self._seed = None

    @property
    def seed(self):
        return self._seed

    @seed.setter
    def seed(self, value):
        self._seed = value
        random.seed(value)


m = Model()
m.seed = 3
random.random()  #: python seeded @15
