import argparse
import random


def train(args):
    random.seed(args.seed)
    random.random()  #: python seeded @6


def test(args):
    random.random()  #: python unseeded


parser = argparse.ArgumentParser()
sub = parser.add_subparsers(dest="command", required=True)
one = sub.add_parser("train")
one.add_argument("--seed", type=int, default=1)
one.set_defaults(func=train)
two = sub.add_parser("test")
two.set_defaults(func=test)
args = parser.parse_args()
args.func(args)
