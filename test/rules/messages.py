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
# === SR201 a generator
import numpy as np
rng = np.random.default_rng()
rng.normal()
rng.normal()
#> This generator takes its seed from the operating system: give it a fixed one.
#>   3: `rng.normal` draws from it
#>   4: `rng.normal` draws from it
# === SR201 a generator, by an option
import argparse
import numpy as np
p = argparse.ArgumentParser()
p.add_argument("--seed", type=int)
rng = np.random.default_rng(p.parse_args().seed)
#> This generator is seeded only if `seed` is given: give that option a default.
# === SR315 misspelt
import torch
torch.backends.cudnn.determinstic = True
torch.backends.cudnn.xyz = 1
#> `torch.backends.cudnn` has no `determinstic`, and takes it without a word: `deterministic` is meant.
#> `torch.backends.cudnn` has no `xyz`, and takes it without a word.
# === SR703 TensorFlow
import tensorflow as tf
x = tf.random.normal([2])
y = tf.random.normal([2])
#> `tf.random.normal` draws from TensorFlow's global seed, which nothing sets: two runs get other numbers.
#>   3: `tf.random.normal` draws later
#> On a GPU, TensorFlow adds in another order in each run unless `tf.config.experimental.enable_op_determinism()` is called.
# === SR703 TensorFlow, late
import tensorflow as tf
x = tf.random.normal([2])
tf.random.set_seed(1)
#> `tf.random.normal` draws from TensorFlow's global seed, which nothing has set by then: two runs get other numbers.
#>   3: set only here
#> On a GPU, TensorFlow adds in another order in each run unless `tf.config.experimental.enable_op_determinism()` is called.
# === SR703 TensorFlow, not taken
import tensorflow as tf
if 1 > 2:
    tf.random.set_seed(1)
x = tf.random.normal([2])
#> `tf.random.normal` draws from TensorFlow's global seed, which nothing has set by then: two runs get other numbers.
#>   3: set on a path that is not taken
#> On a GPU, TensorFlow adds in another order in each run unless `tf.config.experimental.enable_op_determinism()` is called.
# === SR703 Keras
import keras
model = keras.Sequential([keras.layers.Dense(2)])
model.build((1, 2))
#> `keras.layers.Dense` draws its weights from Keras's seed generator, which nothing sets: two runs get other numbers.
# === SR703 TensorFlow, deterministic
import tensorflow as tf
tf.config.experimental.enable_op_determinism()
x = tf.random.normal([2])
#> `tf.random.normal` draws from TensorFlow's global seed, which nothing sets: two runs get other numbers.
# === SR601 estimators
from sklearn.ensemble import RandomForestClassifier
a = RandomForestClassifier()
a.fit(x, y)
b = RandomForestClassifier()
b.fit(x, y)
#> `RandomForestClassifier` draws from NumPy's global stream, which nothing seeds: two runs get other numbers.
#>   4: `RandomForestClassifier` draws from it too
#> `RandomForestClassifier` draws from NumPy's global stream, unseeded here as well.
#>   2: first drawn from here
# === SR604 splits
from sklearn.model_selection import train_test_split
a = train_test_split(x)
b = train_test_split(x)
#> `train_test_split` splits with numbers from NumPy's global stream, which nothing seeds: two runs get other numbers.
#>   3: `train_test_split` draws from it too
#> `train_test_split` splits with numbers from NumPy's global stream, unseeded here as well.
#>   2: first drawn from here
# === SR604 splits by shared numbers
import numpy as np
from sklearn.model_selection import train_test_split
np.random.seed(0)
a = train_test_split(x)
b = train_test_split(x)
#> `train_test_split` takes its numbers from NumPy's global stream, so any draw before it changes them: `random_state=` keeps them.
#> `train_test_split` takes its numbers from NumPy's global stream, so any draw before it changes them: `random_state=` keeps them.
# === SR604 splits, only defined
from sklearn.model_selection import train_test_split
def f():
    return train_test_split(x)
#> `train_test_split` splits with numbers from NumPy's global stream: seed it in the script that runs this file.
# === SR608 a look
import pandas as pd
df = pd.read_csv("a.csv")
df.sample(5)
#> `df.sample` draws from NumPy's global stream, which nothing seeds.
# === SR711 CuPy
import cupy as cp
cp.random.rand(2)
cp.random.rand(3)
cp.random.rand(4)
cp.random.rand(5)
#> `cp.random.rand` draws from CuPy's own generator, which nothing seeds: two runs get other numbers.
#>   3: `cp.random.rand` draws later
#>   4: `cp.random.rand` draws later
# === SR706 an environment
import gymnasium as gym
env = gym.make("x")
env.reset()
env.reset()
env.action_space.sample()
#> Nothing seeds this environment, and no global seed reaches it: give the first `reset` a seed.
#>   4: drawn from later
#> This space is sampled by a generator of its own, which neither a global seed nor `reset(seed=…)` reaches: call its `seed` first.
# === SR707 an agent
from stable_baselines3 import PPO
model = PPO("MlpPolicy", "CartPole-v1")
#> `PPO` gets no `seed=`: its networks, its environment and its exploration differ in each run.
# === SR705 a key
import jax
key = jax.random.key(0)
a = jax.random.normal(key)
b = jax.random.uniform(key)
for i in range(3):
    c = jax.random.normal(key)
#> `key` was used up before: this gives the same numbers again. Split it first.
#>   3: first used here
#> `key` was used up before: this gives the same numbers again. Split it first.
#>   3: first used here
# === SR610 other libraries
import optuna
from gensim.models import Word2Vec
a = optuna.create_study()
b = optuna.samplers.TPESampler()
c = Word2Vec(x, workers=4, seed=1)
#> The default sampler of this study takes a new seed in each run: give it one that is seeded.
#> `optuna.samplers.TPESampler` takes a new seed in each run, which no global seed reaches: give it `seed=`.
#> The 4 threads of `Word2Vec` take turns as the system likes, so the vectors change from run to run: only `workers=1` repeats.
# === SR312 precision
import torch
torch.set_float32_matmul_precision("high")
torch.backends.cuda.matmul.allow_tf32 = True
torch.backends.cuda.matmul.allow_fp16_reduced_precision_reduction = True
#> Matrix products of float32 are computed in a shorter format: the same run on another GPU model gives other digits.
#> TF32 shortens the operands of products: the same run on another GPU model gives other digits.
#> Sums of half-precision products stay in half precision: the same run on another GPU model gives other digits.
# === SR304 turned off
import torch
torch.use_deterministic_algorithms(False)
torch.backends.cudnn.deterministic = False
#> The use of deterministic algorithms is turned off: GPU kernels may differ from run to run. Turn it on.
#> `cudnn.deterministic` is turned off: GPU kernels may differ from run to run. Turn it on.
# === SR902 remote code
from datasets import load_dataset
load_dataset("org/data", trust_remote_code=True)
#> Code of `org/data` runs as it is today: pin it with `revision="<commit>"`.
# === SR904 an alias
from torchvision.models import ResNet50_Weights
a = ResNet50_Weights.DEFAULT
#> A later torchvision may mean other weights by `DEFAULT`: name them, `IMAGENET1K_V2` today.
# === SR505 keys of sorting
xs = sorted(ys, key=hash)
zs = sorted(ys, key=id)
#> The hash of text is another number in each run, and decides the order here: sort by the text itself.
#> An address in memory decides here, another one in each run: take something that the object is.
# === SR704 pipelines
import tensorflow as tf
a = tf.data.Dataset.range(9).shuffle(9)
b = a.shuffle(9)
#> `a.shuffle` shuffles by TensorFlow's global seed, which nothing sets: two runs see another order.
#>   2: `Dataset.shuffle` shuffles later
# === SR401 loaders
import torch
from torch.utils.data import DataLoader
for x in DataLoader([1], shuffle=True): pass
for x in DataLoader([2], shuffle=True): pass
#> `DataLoader` shuffles with numbers from torch's default generator, which nothing seeds: two runs get other numbers.
#>   4: `DataLoader` draws later
#> `DataLoader` shuffles with numbers from torch's default generator, unseeded here as well.
#>   3: first drawn from here
# === SR404 a random split
import torch
from torch.utils.data import random_split
a = random_split(d, [1])
#> `random_split` splits with numbers from torch's default generator, which nothing seeds: two runs get other numbers.
# === SR109 a GPU again
import torch
torch.manual_seed(1)
torch.cuda.manual_seed(1)
#> `torch.manual_seed` gives this seed to every GPU: this call adds nothing.
#>   2: seeded here
