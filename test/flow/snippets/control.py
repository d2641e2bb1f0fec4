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
