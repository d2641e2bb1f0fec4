import random


def main():
    random.seed(0)
    helper()


def helper():
    return random.random()  #: python seeded @5


main() if __name__ == "__main__" else None
