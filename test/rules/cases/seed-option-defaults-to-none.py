# === a default is added
import argparse
import random

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int)
args = parser.parse_args()
if args.seed is not None:
    random.seed(args.seed)
random.random()  #! warning unsafe
# --- fixed
import argparse
import random

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=1024)
args = parser.parse_args()
if args.seed is not None:
    random.seed(args.seed)
random.random()  #! warning unsafe
# === a default is changed
import argparse
import random

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=None)
args = parser.parse_args()
if args.seed is not None:
    random.seed(args.seed)
random.random()  #! warning unsafe
# --- fixed
import argparse
import random

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=1024)
args = parser.parse_args()
if args.seed is not None:
    random.seed(args.seed)
random.random()  #! warning unsafe
