import random
import itertools


def batches(n):
    random.shuffle([1])  #: python seeded @17
    for i in range(n):
        yield i, random.random()  #: python seeded @17


def chained():
    yield from batches(2)


gen = batches(3)
later = (random.random() for _ in range(3))  #: python seeded @17
random.seed(0)
for i, x in gen:
    pass
list(later)
next(chained())
for a, b in itertools.islice(batches(1), 2):
    pass
