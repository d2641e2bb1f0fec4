// Which statements the run reaches, and in which state: ends of functions and loops, errors, matches, blocks that restore.

import { expect, test } from 'vitest';
import { draws, expectations, interpret } from './interpret.ts';

const scripts: Record<string, string> = {
  'what follows a return is not run': `
import torch
def f():
    return 1
    torch.manual_seed(0)
f()
torch.rand(2)  #: torch unseeded`,
  'a return on one path only': `
import torch
def f(x):
    if x:
        return
    torch.manual_seed(0)
f(input())
torch.rand(2)  #: torch unknown`,
  'a seed on both paths': `
import torch
if input():
    torch.manual_seed(0)
else:
    torch.manual_seed(1)
torch.rand(2)  #: torch seeded @4`,
  'what follows an exit is not run': `
import sys
import torch
torch.rand(2)  #: torch unseeded
sys.exit()
torch.rand(3)`,
  'an exit on one path leaves the other': `
import sys
import torch
if input():
    sys.exit(1)
else:
    torch.manual_seed(0)
torch.rand(2)  #: torch seeded @7`,
  'a path that raises is none that goes on': `
import torch
if input():
    raise ValueError
else:
    torch.manual_seed(0)
torch.rand(2)  #: torch seeded @6`,
  'the body of a loop runs': `
import torch
for i in range(3):
    torch.manual_seed(i)
torch.rand(2)  #: torch seeded @4`,
  'a loop over nothing does not run': `
import torch
while False:
    torch.manual_seed(0)
torch.rand(2)  #: torch unseeded`,
  'the else of a loop runs after it': `
import torch
for i in range(3):
    pass
else:
    torch.manual_seed(0)
torch.rand(2)  #: torch seeded @6`,
  'a break before the seed': `
import torch
for i in range(3):
    if input():
        break
    torch.manual_seed(0)
torch.rand(2)  #: torch unknown`,
  'functions in a list are each called': `
import random
import torch
def a():
    random.seed(0)
def b():
    torch.manual_seed(0)
for f in [a, b]:
    f()
random.random()  #: python seeded @5
torch.rand(2)  #: torch seeded @7`,
  'a try runs to its end, its else and its finally too': `
import random
import numpy as np
import torch
try:
    random.seed(0)
except ValueError:
    np.random.seed(0)
else:
    torch.manual_seed(0)
finally:
    torch.rand(2)  #: torch seeded @10
random.random()  #: python seeded @6
np.random.rand()  #: numpy unseeded`,
  'fork_rng puts the streams back': `
import torch
with torch.random.fork_rng():
    torch.manual_seed(0)
    torch.rand(2)  #: torch seeded @4
torch.rand(3)  #: torch unseeded`,
  'any other with keeps them': `
import torch
with open('x') as f:
    torch.manual_seed(0)
torch.rand(3)  #: torch seeded @4`,
  'one case of a match is taken': `
import torch
match input():
    case 'a':
        torch.manual_seed(0)
    case _:
        torch.manual_seed(1)
torch.rand(2)  #: torch seeded @5`,
  'no case of a match need be taken': `
import torch
match input():
    case 'a':
        torch.manual_seed(0)
torch.rand(2)  #: torch unknown`,
  'a comprehension runs its element': `
import random
random.seed(3)
xs = [random.random() for _ in range(3)]  #: python seeded @3
ys = {random.random(): 1 for _ in range(3)}  #: python seeded @3`,
  'a generator runs when it is used': `
import random
def g():
    yield random.random()  #: python seeded @6
it = g()
random.seed(0)
for x in it:
    pass`,
  'the right side of and and or': `
import torch
True and torch.manual_seed(0)
torch.rand(2)  #: torch seeded @3`,
  'a right side that is not reached': `
import torch
True or torch.manual_seed(0)
torch.rand(2)  #: torch unseeded`,
  'a conditional expression takes one side': `
import torch
torch.manual_seed(0) if True else None
torch.rand(2)  #: torch seeded @3`,
  'recursion ends': `
import random
def f(n):
    random.random()  #: python unseeded
    return f(n - 1)
f(3)`,
  'a decorator that wraps runs what it wraps': `
import functools
import torch
def seeded(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        torch.manual_seed(0)
        return fn(*args, **kwargs)
    return inner
@seeded
def main():
    torch.rand(2)  #: torch seeded @7
main()`,
  'a thread runs its function': `
import random
import threading
def work():
    random.random()  #: python seeded @6
random.seed(1)
threading.Thread(target=work).start()`,
  'map and partial call their function': `
import functools
import random
def work(x):
    return random.random()  #: python seeded @6
random.seed(1)
list(map(work, [1]))
functools.partial(work, 1)()`,
  'a lambda runs where it is called': `
import random
f = lambda: random.random()  #: python seeded @4
random.seed(1)
f()`,
  'a method of the class that made the object': `
import random
class A:
    def __call__(self):
        return random.random()  #: python seeded @6
random.seed(1)
A()()`,
};

for (const [name, code] of Object.entries(scripts)) {
  test(name, () => {
    expect(draws(interpret(code))).toEqual(expectations(code));
  });
}
