import random

import click
import numpy as np


@click.group()
def cli():
    pass


@cli.command()
@click.option("--seed", "-s", default=7, show_default=True)
@click.option("--shuffle/--no-shuffle", default=True)
def train(seed, shuffle):
    random.seed(seed)
    if shuffle:
        random.shuffle([1, 2])  #: python seeded @16
    np.random.permutation(3)  #: numpy unseeded


@cli.command()
@click.option("--seed", type=int)
def evaluate(seed):
    if seed:
        random.seed(seed)
    random.random()  #: python unseeded


if __name__ == "__main__":
    cli()
