import random


def f(a, b):
    return a


f(random.random(), random.seed(0))  #: python unseeded
f(random.seed(1), random.random())  #: python seeded @9
x = [random.seed(2), random.random()][1]  #: python seeded @10
d = {random.random(): random.seed(3)}  #: python seeded @10
