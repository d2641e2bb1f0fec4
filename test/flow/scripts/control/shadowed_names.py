import random as rnd
import numpy


class random:
    @staticmethod
    def random():
        return 4

    @staticmethod
    def seed(n):
        pass


random.seed(0)
random.random()
rnd.random()  #: python unseeded
np = numpy
np.random.rand()  #: numpy unseeded


def seed(torch):
    torch.manual_seed(0)


class Fake:
    def manual_seed(self, n):
        pass

    def rand(self, n):
        return n


torch = Fake()
torch.manual_seed(0)
torch.rand(1)
