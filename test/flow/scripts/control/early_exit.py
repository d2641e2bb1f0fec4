import random
import sys


def check(path):
    if path is None:
        print("no path")
        sys.exit(1)
    return path


def main():
    path = check("x")
    random.seed(0)
    try:
        random.random()  #: python seeded @14
    except KeyboardInterrupt:
        random.random()
        sys.exit(0)
    finally:
        random.random()  #: python seeded @14
    return 0


if __name__ == "__main__":
    sys.exit(main())
