import random
from multiprocessing import Pool


def init():
    random.seed(1)


def work(x):
    return random.random()  #: python seeded @6


if __name__ == "__main__":
    with Pool(4, initializer=init) as pool:
        pool.map(work, range(4))
    random.random()  #: python unseeded
