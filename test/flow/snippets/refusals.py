# === options that are refused without a value, by each way to refuse
import argparse
import random
import sys
p = argparse.ArgumentParser()
p.add_argument("--a")
p.add_argument("--b")
args = p.parse_args()
if args.a is None:
    sys.exit(1)
if not args.b:
    print("no")
    p.error("b")
random.random()  #: python unseeded
# === help is no run
import argparse
import random
p = argparse.ArgumentParser()
p.add_argument("--a")
args = p.parse_args()
if args.a is None:
    p.print_help()
else:
    random.seed(0)
random.random()  #: python seeded @10
# === something else than a refusal
import argparse
import random
p = argparse.ArgumentParser()
p.add_argument("--a")
args = p.parse_args()
if args.a is None:
    print("none")
else:
    random.seed(0)
random.random()  #: python unseeded
# === a refusal is remembered: the option was given
import argparse
import random
p = argparse.ArgumentParser()
p.add_argument("--seed", type=int)
args = p.parse_args()
if args.seed is None:
    raise ValueError("give a seed")
if args.seed is not None:
    random.seed(args.seed)
random.random()  #: python seeded @10
# === refused by the parser
import argparse
import random
p = argparse.ArgumentParser()
p.add_argument("--seed", type=int)
args = p.parse_args()
if not args.seed:
    p.error("give a seed")
if args.seed:
    random.seed(args.seed)
random.random()  #: python seeded @10
# === refused by leaving, after a word about it
import argparse
import random
import sys
p = argparse.ArgumentParser()
p.add_argument("--seed", type=int)
args = p.parse_args()
if None == args.seed or args.seed is None:
    print("give a seed", file=sys.stderr)
    sys.exit(2)
if args.seed is not None:
    random.seed(args.seed)
random.random()  #: python seeded @12
# === refused by an assertion
import argparse
import random
p = argparse.ArgumentParser()
p.add_argument("--seed", type=int)
p.add_argument("--size", type=int)
args = p.parse_args()
assert args.seed is not None and args.size, "give both"
if args.seed is not None:
    random.seed(args.seed)
random.random()  #: python seeded @10
if not args.size:
    random.seed()
random.random()  #: python seeded @10
# === an assertion about something else supposes nothing of the seed
import argparse
import random
p = argparse.ArgumentParser()
p.add_argument("--seed", type=int)
p.add_argument("--size", type=int)
args = p.parse_args()
assert args.size is not None
if args.seed is not None:
    random.seed(args.seed)
random.random()  #: python unseeded
# === refused in a function that checks what it is given
import argparse
import random
def check(options):
    if options.seed is None:
        raise SystemExit("give a seed")
def main():
    p = argparse.ArgumentParser()
    p.add_argument("--seed", type=int)
    args = p.parse_args()
    check(args)
    if args.seed is not None:
        random.seed(args.seed)
    random.random()  #: python seeded @13
main()
# === refused as a variable
import argparse
import random
p = argparse.ArgumentParser()
p.add_argument("--seed", type=int)
seed = p.parse_args().seed
if seed is None:
    p.print_usage()
    raise SystemExit(1)
if seed is not None:
    random.seed(seed)
random.random()  #: python seeded @11
# === refused as an entry of a table
import argparse
import random
p = argparse.ArgumentParser()
p.add_argument("--seed", type=int)
options = vars(p.parse_args())
if options["seed"] is None:
    raise SystemExit(1)
if options["seed"] is not None:
    random.seed(options["seed"])
random.random()  #: python seeded @10
# === refused at the end of a chain
import argparse
import random
p = argparse.ArgumentParser()
p.add_argument("--config")
p.add_argument("--seed", type=int)
args = p.parse_args()
if args.config:
    random.seed(1)
elif args.seed:
    random.seed(2)
else:
    raise ValueError("give one of them")
if not args.seed:
    random.seed()
random.random()  #: python seeded @11
# === one of several is given, and which one cannot be told
import argparse
import random
p = argparse.ArgumentParser()
p.add_argument("--seed", type=int)
p.add_argument("--config")
args = p.parse_args()
if args.seed is None and args.config is None:
    p.error("give one of them")
if args.seed is not None:
    random.seed(args.seed)
random.random()  #: python unknown
# === one of two is given: the one that has no value of its own
import argparse
import random
p = argparse.ArgumentParser()
p.add_argument("--seed", type=int)
p.add_argument("--mode", default="train")
args = p.parse_args()
if args.mode == "train" and args.seed is None:
    p.error("training needs a seed")
if args.mode == "test":
    random.seed(1)
random.random()  #: python unseeded
# === a value that is refused, and the one that is asked for
import argparse
import random
p = argparse.ArgumentParser()
p.add_argument("--mode", default="none")
p.add_argument("--size", type=int, default=0)
args = p.parse_args()
if args.mode != "train":
    raise ValueError("only training is written")
if args.mode == "train":
    random.seed(1)
random.random()  #: python seeded @11
if args.size <= 0:
    raise ValueError("give a size")
if args.size > 10:
    random.seed()
random.random()  #: python unknown
# === a logged error is no refusal
import argparse
import logging
import random
logger = logging.getLogger(__name__)
p = argparse.ArgumentParser()
p.add_argument("--seed", type=int)
args = p.parse_args()
if args.seed is None:
    logger.error("no seed: runs differ")
else:
    random.seed(args.seed)
random.random()  #: python unseeded
# === the other way to run, which leaves when it is done
import argparse
import random
import sys
def evaluate():
    random.random()  #: python unseeded
p = argparse.ArgumentParser()
p.add_argument("--train", action="store_true")
args = p.parse_args()
if not args.train:
    evaluate()
    sys.exit()
random.seed(1)
random.random()
# === help, and back
import argparse
import random
def main():
    p = argparse.ArgumentParser()
    p.add_argument("--seed", type=int)
    args = p.parse_args()
    if args.seed is None:
        p.print_help()
        return
    if args.seed is not None:
        random.seed(args.seed)
    random.random()  #: python seeded @12
main()
# === an option that is required is not None
import argparse
import random
p = argparse.ArgumentParser()
p.add_argument("--seed", type=int, required=True)
p.add_argument("size", type=int)
args = p.parse_args()
if args.seed is not None:
    random.seed(args.seed)
random.random()  #: python seeded @9
if args.size is None:
    random.seed()
random.random()  #: python seeded @9
# === an argument of a command that is required is not None
import random
import click
@click.command()
@click.argument("seed", type=int)
def main(seed):
    if seed is None:
        random.random()
    if seed is not None:
        random.seed(seed)
    random.random()  #: python seeded @10
main()
# === what takes no None gets an option: the script ends there without it
import argparse
import random
import torch
p = argparse.ArgumentParser()
p.add_argument("--seed", type=int)
args = p.parse_args()
generator = torch.Generator().manual_seed(args.seed)
torch.rand(2)  #: torch unseeded
if args.seed is not None:
    torch.manual_seed(args.seed)
    random.seed(args.seed)
torch.rand(2, generator=generator)  #: torch.Generator seeded @8
torch.rand(2)  #: torch seeded @11
random.random()  #: python seeded @12
# === what takes no None gets one that is no option
import torch
torch.manual_seed(None)
torch.rand(2)  #: torch unseeded
# === the seed itself, which ends the script without its option
import argparse
import torch
p = argparse.ArgumentParser()
p.add_argument("--seed", type=int)
torch.manual_seed(p.parse_args().seed)
torch.rand(2)  #: torch seeded @6
