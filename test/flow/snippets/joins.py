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
# === may be seeded on the other path
import random
from lib import fix_seed, ready
if ready():
    pass
else:
    fix_seed(1)
random.random()  #: python unknown
