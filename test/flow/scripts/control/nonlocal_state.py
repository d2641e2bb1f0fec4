import random


def outer():
    seeded = False

    def ensure():
        nonlocal seeded
        if not seeded:
            random.seed(0)
            seeded = True

    def draw():
        ensure()
        return random.random()  #: python seeded @10

    return draw


draw = outer()
draw()
draw()
