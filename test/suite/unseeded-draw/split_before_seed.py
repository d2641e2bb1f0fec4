"""The train/test split is drawn while a module is set up, before `main` seeds."""

import random

names = [f"patient-{number:03}" for number in range(40)]
random.shuffle(names)  # <- cause SR104
train, test = names[:32], names[32:]


def main():
    random.seed(7)
    weights = [random.gauss(0, 1) for _ in range(4)]
    for name in train:
        weights = [0.9 * w + 0.1 * int(name[-3:]) for w in weights]
    print(sum(weights), test[0])


main()
