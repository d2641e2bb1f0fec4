// Draws and seeds in execution order, not in text order: calls, methods, loops, branches, early ends.

import { expect, test } from 'vitest';
import { draws, expectations, interpret } from './interpret.ts';

const scripts: Record<string, string> = {
  'a draw that nothing seeds': `
import random
random.random()  #: python unseeded`,
  'a seed before the draw': `
import torch
torch.manual_seed(0)
torch.rand(2)  #: torch seeded @2`,
  'a seed after the draw': `
import numpy as np
np.random.rand()  #: numpy unseeded
np.random.seed(0)
np.random.rand()  #: numpy seeded @3`,
  'a function that is called after the seed': `
import torch.nn as nn
import torch
def build():
    return nn.Linear(2, 2)  #: torch seeded @5
torch.manual_seed(0)
build()`,
  'a function that draws, called before and after the seed': `
import random
def f():
    return random.random()  #: python unseeded; python seeded @5
f()
random.seed(1)
f()`,
  'layers of a module are drawn when it is built': `
import torch
from torch import nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 2)  #: torch seeded @11
    def forward(self, x):
        return self.layer(x) + torch.randn(2)  #: torch seeded @11

def main():
    torch.manual_seed(7)
    net = Net()
    net(torch.zeros(4))

if __name__ == '__main__':
    main()`,
  'a base class of the script is built too': `
import torch
from torch import nn
class Base(nn.Module):
    def __init__(self):
        super().__init__()
        self.build()
    def build(self):
        raise NotImplementedError
class Net(Base):
    def build(self):
        self.layer = nn.Conv2d(1, 2, 3)  #: torch unseeded
Net()`,
  'a helper that seeds from a parameter': `
import random
def seed_all(value):
    random.seed(value)
seed_all(3)
random.shuffle([1, 2])  #: python seeded @3`,
  'a helper that seeds only if it is given a value': `
import random
def seed_all(value=None):
    if value is not None:
        random.seed(value)
seed_all()
random.random()  #: python unseeded
seed_all(1)
random.random()  #: python seeded @4`,
  'a seed on one side of a hardware test': `
import torch
if torch.cuda.is_available():
    torch.manual_seed(0)
torch.rand(1)  #: torch partly @3`,
  'a seed on one side of something that cannot be followed': `
import torch, cfg
if cfg.load().seed:
    torch.manual_seed(cfg.load().seed)
torch.rand(1)  #: torch unknown`,
  'a seed on both sides': `
import torch
if torch.cuda.is_available():
    torch.manual_seed(0)
else:
    torch.manual_seed(0)
torch.rand(1)  #: torch seeded @3`,
  'seeding the GPU leaves the CPU generator unseeded': `
import torch
torch.cuda.manual_seed(0)
torch.randn(3)  #: torch unseeded`,
  'a branch that ends the script': `
import sys, random
if len(sys.argv) > 5:
    sys.exit(1)
else:
    random.seed(0)
random.random()  #: python seeded @5`,
  'an early return': `
import random
def main():
    random.random()  #: python unseeded
    return
    random.random()
main()`,
  'the first turn of a loop counts': `
import random
for epoch in range(3):
    random.random()  #: python unseeded
    random.seed(epoch)`,
  'a lambda that is called later': `
import random
f = lambda: random.random()  #: python seeded @3
random.seed(0)
f()`,
  'a nested function and a closure': `
import numpy as np
def outer():
    def inner():
        return np.random.rand()  #: numpy seeded @5
    np.random.seed(0)
    return inner
outer()()`,
  'a generator body runs when it is iterated': `
import random
def numbers():
    yield random.random()  #: python seeded @5
it = numbers()
random.seed(0)
for n in it: pass`,
  'dispatch through a table of functions': `
import random
def a(): return random.random()  #: python seeded @4
TABLE = {'a': a}
random.seed(0)
TABLE['a']()`,
  'a comprehension': `
import random
xs = [random.random() for _ in range(3)]  #: python unseeded`,
  'a try body runs to its end and handlers seed nothing': `
import random
try:
    value = 1
except ValueError:
    random.seed(0)
random.random()  #: python unseeded`,
  'a property draws when it is read': `
import random
class A:
    @property
    def x(self):
        return random.random()  #: python seeded @7
a = A()
random.seed(2)
a.x`,
  'a global that is set by a function': `
import random
SEED = None
def configure():
    global SEED
    SEED = 5
configure()
if SEED is not None:
    random.seed(SEED)
random.random()  #: python seeded @8`,
  'fork_rng puts the streams back': `
import torch
with torch.random.fork_rng():
    torch.manual_seed(0)
    torch.rand(1)  #: torch seeded @3
torch.rand(1)  #: torch unseeded`,
  'recursion ends': `
import random
def walk(n):
    if n > 0:
        walk(n - 1)
    return random.random()  #: python unseeded
walk(3)`,
  'a function of the same name as a seeder counts by its body': `
import random
def seed_everything(seed):
    print('seeding', seed)
seed_everything(1)
random.random()  #: python unseeded`,
  'an alias of the module, of the function, and of the submodule': `
import numpy, numpy.random as npr
from numpy.random import rand as r, seed as s
npr.rand()  #: numpy unseeded
r()  #: numpy unseeded
s(0)
numpy.random.randn()  #: numpy seeded @5`,
  'a star import': `
from random import *
random()  #: python unseeded
seed(1)
shuffle([])  #: python seeded @3`,
  'functools.partial': `
from functools import partial
import random
draw = partial(random.uniform, 0)
random.seed(0)
draw(1)  #: python seeded @4`,
  'a decorator of the script': `
import random
def seeded(fn):
    def run(*args):
        random.seed(0)
        return fn(*args)
    return run
@seeded
def main():
    random.random()  #: python seeded @4
main()`,
};

for (const [name, code] of Object.entries(scripts)) {
  test(name, () => {
    const text = code.slice(1);
    expect(draws(interpret(text))).toEqual(expectations(text));
  });
}
