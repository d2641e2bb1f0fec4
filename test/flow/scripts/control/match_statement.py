import random
import sys


def run(mode="train"):
    match mode:
        case "train":
            random.seed(0)
        case _:
            pass
    random.random()  #: python seeded @8


run()
match sys.argv[1:]:
    case ["--seed", value]:
        random.seed(int(value))
    case _:
        random.seed(1)
random.random()  #: python seeded @17
