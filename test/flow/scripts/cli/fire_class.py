import random

import fire


class Trainer:
    def __init__(self, seed=9):
        random.seed(seed)

    def train(self, epochs=3):
        for _ in range(epochs):
            random.random()  #: python seeded @8


if __name__ == "__main__":
    fire.Fire(Trainer)
