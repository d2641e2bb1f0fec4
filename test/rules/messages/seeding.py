# === SR103 later draws
import torch
x = torch.randn(2)
y = torch.nn.Linear(2, 2)
#> `torch.randn` draws from torch's default generator, which nothing seeds: two runs get other numbers.
#>   3: `torch.nn.Linear` draws later
#> `torch.nn.Linear` draws its initial weights from torch's default generator, unseeded here as well.
#>   2: first drawn from here
# === SR101 a line that draws more than once is named once
import random
pair = random.random(), random.random()
rest = random.random(), random.random()
#> `random.random` draws from Python's `random`, which nothing seeds: two runs get other numbers.
#>   3: `random.random` draws later
#> `random.random` draws from Python's `random`, unseeded here as well.
#>   2: first drawn from here
#> `random.random` draws from Python's `random`, unseeded here as well.
#>   2: first drawn from here
#> `random.random` draws from Python's `random`, unseeded here as well.
#>   2: first drawn from here
# === SR103 through two calls
import torch
def f():
    return torch.randn(2)
def g():
    return f()
g()
#> `torch.randn` draws from torch's default generator, which nothing seeds: two runs get other numbers.
#>   5: reached through this call
#>   6: reached through this call
# === SR103 what each kind of call draws
import torch
from torch.utils.data import RandomSampler, random_split, DataLoader
x = torch.randn(2)
a = random_split(d, [1, 2])
for b in DataLoader(d, sampler=RandomSampler(d)): pass
for b in DataLoader(d, shuffle=True): pass
#> `torch.randn` draws from torch's default generator, which nothing seeds: two runs get other numbers.
#>   4: `random_split` draws later
#>   5: `RandomSampler` draws later
#>   6: `DataLoader` draws later
#> `random_split` splits with numbers from torch's default generator, unseeded here as well.
#>   3: first drawn from here
#> `RandomSampler` draws its order from torch's default generator, unseeded here as well.
#>   3: first drawn from here
#> `DataLoader` shuffles with numbers from torch's default generator, unseeded here as well.
#>   3: first drawn from here
# === SR103 a name that the script gave
import torch
kind = torch.nn.Linear
x = kind(2, 2)
#> `nn.Linear` draws its initial weights from torch's default generator, which nothing seeds: two runs get other numbers.
# === SR103 only defined
import torch
def f():
    return torch.randn(2)
#> `torch.randn` draws from torch's default generator: seed it in the script that runs this file.
# === SR103 put back
import torch
state = torch.get_rng_state()
torch.manual_seed(0)
torch.set_rng_state(state)
torch.rand(1)
#> `torch.rand` draws from torch's default generator, whose state from before the seed is back by then: two runs get other numbers.
#>   3: what this seeds is put back before the draw
# === SR102 NumPy
import numpy as np
np.random.rand()
np.random.shuffle(x)
#> `np.random.rand` draws from NumPy's global stream, which nothing seeds: two runs get other numbers.
#>   3: `np.random.shuffle` draws later
#> `np.random.shuffle` draws from NumPy's global stream, unseeded here as well.
#>   2: first drawn from here
# === SR101 more than are listed
import random
random.random()
random.random()
random.random()
random.random()
random.random()
random.random()
random.random()
random.random()
#> `random.random` draws from Python's `random`, which nothing seeds: two runs get other numbers.
#>   3: `random.random` draws later
#>   4: `random.random` draws later
#>   5: `random.random` draws later
#>   6: `random.random` draws later
#>   7: `random.random` draws later
#> `random.random` draws from Python's `random`, unseeded here as well.
#>   2: first drawn from here
#> `random.random` draws from Python's `random`, unseeded here as well.
#>   2: first drawn from here
#> `random.random` draws from Python's `random`, unseeded here as well.
#>   2: first drawn from here
#> `random.random` draws from Python's `random`, unseeded here as well.
#>   2: first drawn from here
#> `random.random` draws from Python's `random`, unseeded here as well.
#>   2: first drawn from here
#> `random.random` draws from Python's `random`, unseeded here as well.
#>   2: first drawn from here
#> `random.random` draws from Python's `random`, unseeded here as well.
#>   2: first drawn from here
# === SR104 late
import torch
x = torch.randn(2)
torch.manual_seed(0)
#> `torch.randn` draws from torch's default generator before `torch.manual_seed(0)` seeds it: seed above this.
#>   3: seeded only here
# === SR104 late, over lines
import random
import numpy as np
random.random()
random.random()
random.seed(
    0,
)
#> `random.random` draws from Python's `random` before `random.seed(…)` seeds it: seed above this.
#>   5: seeded only here
#>   4: `random.random` draws later
#> `random.random` draws from Python's `random`, unseeded here as well.
#>   3: first drawn from here
# === SR105 no seed given
import random
random.seed()
random.random()
random.random()
#> `random.seed()` takes new entropy from the operating system: give it a fixed seed.
#>   3: drawn from here
#> `random.random` draws from Python's `random`, unseeded here as well.
#>   2: first drawn from here
# === SR105 no seed given, and nothing drawn
from lightning.pytorch import seed_everything
import random
random.seed(None)
#> `random.seed(None)` takes new entropy from the operating system: give it a fixed seed.
# === SR106 the clock
import time, random
seed = int(time.time())
random.seed(seed)
random.random()
random.random()
#> `random.seed(seed)` seeds from the clock, which differs in each run: use a fixed number.
#>   2: comes from the clock
#>   4: drawn from here
#> `random.random` draws from Python's `random`, unseeded here as well.
#>   3: first drawn from here
# === SR106 the clock, for a generator
import time
import numpy as np
rng = np.random.default_rng(int(time.time()))
rng.normal()
#> `np.random.default_rng(int(time.time()))` seeds from the clock, which differs in each run: use a fixed number.
#>   3: comes from the clock
# === SR106 the clock, for two streams
import time
from transformers import set_seed
import random
import numpy as np
set_seed(int(time.time()))
random.random()
np.random.rand()
#> `set_seed(int(time.time()))` seeds from the clock, which differs in each run: use a fixed number.
#>   5: comes from the clock
#>   6: drawn from here
#> `np.random.rand` draws from NumPy's global stream, whose seed differs in each run.
#>   5: seeded from something that differs
# === SR107 another stream is seeded
import torch, random
random.seed(0)
torch.randn(2)
#> `torch.randn` draws from torch's default generator; `random.seed(0)` does not seed torch's default generator: add its seed there.
#>   2: seeded here is only a part
# === SR107 the GPU is seeded
import torch
torch.cuda.manual_seed_all(0)
torch.randn(2)
#> `torch.randn` draws from torch's default generator; `torch.cuda.manual_seed_all(0)` seeds the GPU and leaves the CPU generator unseeded: add its seed there.
#>   2: seeded here is only a part
# === SR107 a function that leaves out lines
import torch, random
def fix(seed):
    torch.manual_seed(seed)
    random.seed(seed)
fix(1)
torch.rand(1)
#> `fix` leaves out PYTHONHASHSEED, NumPy, the current GPU, all GPUs, `cudnn.benchmark`, `cudnn.deterministic`: complete it.
# === SR107 a function that leaves out a stream
import torch, random
import numpy as np
def fix(seed):
    torch.manual_seed(seed)
fix(1)
torch.rand(1)
np.random.rand()
#> `np.random.rand` draws from NumPy's global stream; `torch.manual_seed(seed)` does not seed NumPy's global stream: add its seed there.
#>   4: seeded here is only a part
# === SR111 an option that nothing reads
import argparse, torch, random
p = argparse.ArgumentParser()
p.add_argument("-s", "--seed", type=int, default=1)
args = p.parse_args()
torch.randn(2)
random.random()
#> The option `seed` is parsed and seeds nothing: pass it to the seeders, or remove it.
#>   5: `torch.randn` draws from torch's default generator, unseeded
#> `random.random` draws from Python's `random`, which nothing seeds, not even the option `seed`.
#>   3: the option that seeds nothing
# === SR112 an option without a default
import argparse, torch
p = argparse.ArgumentParser()
p.add_argument("--seed", type=int)
args = p.parse_args()
if args.seed:
    torch.manual_seed(args.seed)
torch.randn(2)
#> `torch.randn` draws from torch's default generator, which is seeded only if `seed` is given: give that option a default.
#>   3: the option, None by default
#>   6: seeded here if the option is given
# === SR113 another process
import torch
import torch.multiprocessing as mp
def work(rank):
    torch.rand(1)
if __name__ == "__main__":
    torch.manual_seed(0)
    mp.spawn(work, nprocs=2)
#> `torch.rand` draws from torch's default generator; `torch.manual_seed(0)` seeds another process, not this one: seed it where this one starts.
#>   7: reached through this call
#>   6: seeded in the parent
# === SR114 one path
import torch
if torch.cuda.is_available():
    torch.manual_seed(0)
torch.rand(1)
#> `torch.rand` draws from torch's default generator; `torch.manual_seed(0)` seeds it on one path only: seed before the branch.
#>   3: seeded on this path only
#>   2: the branch depends on this
# === SR114 a path that is not taken
import torch
if 1 > 2:
    torch.manual_seed(0)
torch.rand(1)
#> `torch.rand` draws from torch's default generator; `torch.manual_seed(0)` seeds it on one path only: seed before the branch.
#>   3: seeded on this path only
#>   2: the branch depends on this
# === SR115 never called
import torch, random
def fix(seed):
    torch.manual_seed(seed)
    random.seed(seed)
torch.rand(1)
random.random()
torch.rand(1)
#> Nothing calls `fix`, so all is drawn unseeded: call it before the first draw.
#>   5: `torch.rand` draws from torch's default generator, unseeded
#> `random.random` draws from Python's `random`; `fix` would seed it, and nothing calls that.
#>   2: never called
#> `torch.rand` draws from torch's default generator, unseeded here as well.
#>   2: first drawn from here
# === SR109 a GPU again
import torch
torch.manual_seed(1)
torch.cuda.manual_seed(1)
#> `torch.manual_seed` gives this seed to every GPU: this call adds nothing.
#>   2: seeded here
