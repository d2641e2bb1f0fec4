import multiprocessing as mp
import random
from multiprocessing import Process


def child(n):
    random.random()  #: python seeded @12
    random.seed(n)


if __name__ == "__main__":
    random.seed(0)
    p = Process(target=child, args=(1,))
    p.start()
    random.random()  #: python seeded @12
