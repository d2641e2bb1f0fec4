# === nothing reads it
import argparse

import torch

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=1)  #! warning unsafe
args = parser.parse_args()
print(torch.randn(2))
# === an entry of the table of options
import argparse

from elsewhere import Keys

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=1)
options = vars(parser.parse_args())
keys = Keys(options["seed"])
# === a table of options that goes elsewhere by its names
import argparse

from elsewhere import Keys

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=1)
keys = Keys(**vars(parser.parse_args()))
# === through a function of the script
import argparse

from elsewhere import Keys

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=1)


def main(seed):
    Keys(seed)


if __name__ == "__main__":
    main(**vars(parser.parse_args()))
# === all of them, one by one
import argparse

from elsewhere import Keys

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=1)
for name, value in parser.parse_args()._get_kwargs():
    Keys(name, value)
# === the namespace as a table
import argparse

from elsewhere import Keys

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=1)
keys = Keys(parser.parse_args().__dict__)
# === a parameter of a command
import click
from elsewhere import Keys


@click.command()
@click.option("--seed", type=int, default=1)
def main(seed):
    Keys(seed)


main()
# === a parameter of a command that is only printed
import click
import torch


@click.command()
@click.option("--seed", type=int, default=1)  #! warning
def main(seed):
    print(seed)
    torch.rand(2)


main()
# === a function that is not known
import click


@click.command()
@click.option("--seed", type=int, default=1)
def main(seed):
    keys(seed)


main()
# === the holder of a flag
from absl import app, flags
from elsewhere import Keys

SEED = flags.DEFINE_integer("seed", 1, "where the keys start")


def main(_):
    Keys(SEED.value)


app.run(main)
# === a flag that is only logged
from absl import app, flags, logging
import torch

SEED = flags.DEFINE_integer("seed", 1, "where the keys start")  #! warning


def main(_):
    logging.info(SEED.value)
    torch.rand(2)


app.run(main)
# === an entry of the flags
from absl import app, flags
from elsewhere import Keys

flags.DEFINE_integer("seed", 1, "where the keys start")


def main(_):
    Keys(flags.FLAGS["seed"].value)


app.run(main)
# === options of a command that come by their names
import click
from elsewhere import Keys


@click.command()
@click.option("--seed", type=int, default=1)
@click.option("--rate", type=float, default=0.1)
def main(rate, **options):
    Keys(**options)


main()
