import argparse
import random

p = argparse.ArgumentParser()
p.add_argument("--fix-seed", action=argparse.BooleanOptionalAction, default=True)
p.add_argument("--seed", type=lambda s: int(s), default=2)
args, _ = p.parse_known_args()
if args.fix_seed:
    random.seed(args.seed)
random.random()  #: python seeded @9
