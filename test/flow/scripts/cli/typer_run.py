import random

import typer


def main(seed: int = 4):
    random.seed(seed)
    random.random()  #: python seeded @7


if __name__ == "__main__":
    typer.run(main)
