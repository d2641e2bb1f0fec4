import random


def seed(n=1):
    random.seed(n)


if __name__ == "__main__":
    seed()
