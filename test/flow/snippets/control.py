# === a branch that the run decides against changes nothing
import random
if 1 > 2:
    random.seed(0)
random.random()  #: python unseeded
# === the other side of a decided branch
import random
x = 1
if x == 2:
    random.seed(0)
elif x == 1:
    random.seed(1)
else:
    random.seed(2)
random.random()  #: python seeded @7
# === values joined after a branch
import random
from lib import ready
if ready():
    seed = 1
else:
    seed = 2
random.seed(seed)
random.random()  #: python seeded @8
# === a value bound on one side only
import random
from lib import ready
if ready():
    seed = 1
random.seed(seed)
random.random()  #: python seeded @6
# === seeded on both sides after a hardware test, drawn in one
import torch
if torch.cuda.is_available():
    torch.manual_seed(0)
    torch.rand(1)  #: torch seeded @4
else:
    torch.rand(1)  #: torch unseeded
# === a branch that leaves
import random
from lib import ready
def main():
    if ready():
        return
    random.seed(0)
    random.random()  #: python seeded @7
main()
random.random()  #: python unknown
# === a branch that raises
import random
from lib import ready
def main():
    if not ready():
        raise ValueError
    else:
        random.seed(0)
main()
random.random()  #: python seeded @8
# === both sides leave
import random
from lib import ready
def main():
    if ready():
        random.seed(0)
        return 1
    else:
        random.seed(1)
        return 2
    random.random()
main()
random.random()  #: python seeded @6
# === nothing runs after the script has ended
import sys
import random
random.random()  #: python unseeded
sys.exit()
random.random()
# === in a function as well
import random
def stop():
    exit(0)
def main():
    stop()
    random.random()
main()
random.random()
# === quit and abort
import os
import random
def a():
    quit()
    random.random()
if random:
    os.abort()
random.random()
# === an argument error ends it
import argparse
import random
p = argparse.ArgumentParser()
p.error("no")
random.random()
# === the else and the end of a try
import random
try:
    pass
except ValueError:
    pass
else:
    random.seed(0)
finally:
    random.random()  #: python seeded @8
# === a try that returns still ends
import random
def main():
    try:
        return 1
    except ValueError:
        random.seed(0)
    else:
        random.seed(1)
    finally:
        random.seed(2)
    random.random()
main()
random.random()  #: python seeded @11
# === a match on a constant
import random
x = "a"
match x:
    case "b":
        random.seed(0)
    case "a":
        random.seed(1)
    case _:
        random.seed(2)
random.random()  #: python seeded @8
# === a match that falls through to everything
import random
match 3:
    case 1 | 2:
        random.seed(0)
    case _:
        random.seed(1)
random.random()  #: python seeded @7
# === a match that fits nothing
import random
match 3:
    case 1:
        random.seed(0)
random.random()  #: python unseeded
# === a match on what is not known
import random
from lib import x
match x:
    case 1:
        random.seed(0)
random.random()  #: python unknown
# === a match with a guard
import random
match 3:
    case 3 if random.random() > 2:  #: python unseeded
        random.seed(0)
random.random()  #: python unknown
# === what a pattern binds
import random
from lib import x
match x:
    case [a, b]:
        random.seed(a)
    case _:
        random.seed(1)
random.random()  #: python seeded @6
# === and, or
import random
from lib import ready
ready() and random.seed(0)
random.random()  #: python unknown
# === and, or, decided
import random
True and random.seed(0)
random.random()  #: python seeded @3
# === or, decided
import random
True or random.seed(0)
random.random()  #: python unseeded
# === a choice
import random
from lib import ready
random.seed(0) if ready() else random.seed(1)
random.random()  #: python seeded @4
# === a choice, decided
import random
random.seed(0) if 1 > 2 else None
random.random()  #: python unseeded
# === an assertion, a raise, a delete
import random
assert random.random() < 1  #: python unseeded
x = 1
del x
try:
    raise ValueError(random.random())  #: python unseeded
finally:
    pass
# === global, nonlocal
import random
seed = None
def outer():
    n = None
    def inner():
        global seed
        nonlocal n
        seed = 1
        n = 2
    inner()
    if n == 2:
        random.seed(seed)
outer()
if seed == 1:
    random.random()  #: python seeded @13
# === a global of the same name as a local
import random
seed = 1
def f():
    def g():
        global seed
        seed = 3
    seed = 2
    g()
    return seed
if f() == 2 and seed == 3:
    random.seed(0)
random.random()  #: python seeded @12
# === an annotated name without a value
import random
seed: int
seed: int = 3
if seed == 3:
    random.seed(seed)
random.random()  #: python seeded @6
# === a guard of the main script only
import random
if __name__ == "__main__":
    random.seed(0)
random.random()  #: python seeded @4
# === debugging
import random
if __debug__:
    random.seed(0)
random.random()  #: python seeded @4
# === a generator that asks for hardware on one path
import torch
if torch.cuda.is_available():
    torch.seed()
torch.rand(1)  #: torch entropy @4
# === the other path
import torch
if torch.cuda.is_available():
    pass
else:
    torch.seed()
torch.rand(1)  #: torch entropy @6
# === a test of hardware and an option
import argparse
import torch
p = argparse.ArgumentParser()
p.add_argument("--n", default=1)
args = p.parse_args()
if torch.cuda.device_count() > args.n:
    torch.manual_seed(0)
torch.rand(1)  #: torch partly @8
# === a test of an option that is required
import argparse
import torch
p = argparse.ArgumentParser()
p.add_argument("--n", required=True)
args = p.parse_args()
if args.n:
    torch.manual_seed(0)
torch.rand(1)  #: torch partly @8
# === a test of the rank
import os
import torch
if int(os.environ["RANK"]) == 0:
    torch.manual_seed(0)
torch.rand(1)  #: torch partly @5
# === a test of another variable
import os
import torch
if os.environ["OTHER"] == "0":
    torch.manual_seed(0)
torch.rand(1)  #: torch unknown
# === a variable that may be set
import os
import torch
if os.environ.get("LOCAL_RANK", "0") == "0":
    torch.manual_seed(0)
torch.rand(1)  #: torch partly @5
# === an object that only one path makes
import numpy as np
from lib import ready
if ready():
    rng = np.random.default_rng(1)
else:
    rng = np.random.default_rng(2)
rng.normal()  #: numpy.Generator seeded @5; numpy.Generator seeded @7
# === the same function of a library on many paths
import random
from lib import x
if x == 0:
    f = random.random
elif x == 1:
    f = random.random
elif x == 2:
    f = random.random
elif x == 3:
    f = random.random
elif x == 4:
    f = random.random
elif x == 5:
    f = random.random
elif x == 6:
    f = random.random
elif x == 7:
    f = random.random
else:
    f = random.random
f()  #: python unseeded
# === the same function of the script on many paths
import random
from lib import x
def g():
    random.random()  #: python unseeded
if x == 0:
    f = g
elif x == 1:
    f = g
elif x == 2:
    f = g
elif x == 3:
    f = g
elif x == 4:
    f = g
elif x == 5:
    f = g
elif x == 6:
    f = g
elif x == 7:
    f = g
else:
    f = g
f()
# === the same number on many paths
import random
from lib import x
if x == 0:
    n = 3
elif x == 1:
    n = 3
elif x == 2:
    n = 3
elif x == 3:
    n = 3
elif x == 4:
    n = 3
elif x == 5:
    n = 3
elif x == 6:
    n = 3
elif x == 7:
    n = 3
else:
    n = 3
if n == 3:
    random.seed(0)
random.random()  #: python seeded @23
# === too many different numbers
import random
from lib import x
if x == 0:
    n = 0
elif x == 1:
    n = 1
elif x == 2:
    n = 2
elif x == 3:
    n = 3
elif x == 4:
    n = 4
elif x == 5:
    n = 5
elif x == 6:
    n = 6
elif x == 7:
    n = 7
else:
    n = 8
if n == 9:
    random.seed(0)
random.random()  #: python unknown
# === few different numbers
import random
from lib import x
if x == 0:
    n = 0
elif x == 1:
    n = 1
else:
    n = 2
if n == 9:
    random.seed(0)
random.random()  #: python unseeded
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
# === may be seeded on the other path
import random
from lib import fix_seed, ready
if ready():
    pass
else:
    fix_seed(1)
random.random()  #: python unknown
