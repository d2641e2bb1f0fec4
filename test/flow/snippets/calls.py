# === a choice of functions
import random
from lib import ready
def a():
    random.seed(0)
def b():
    random.seed(1)
f = a if ready() else b
f()
random.random()  #: python seeded @5
# === one of them does not seed
import random
from lib import ready
def a():
    random.seed(0)
def b():
    pass
f = a if ready() else b
f()
random.random()  #: python unknown
# === a function or nothing
import random
from lib import ready
def a():
    random.seed(0)
f = a if ready() else None
f()
random.random()  #: python seeded @5
# === a function or a library's
import random
from lib import other
def a():
    random.seed(0)
f = a if random.random() else print  #: python unseeded
f()
random.random()  #: python unknown
# === an object that is called
import random
class A:
    def __call__(self):
        random.seed(0)
A()()
random.random()  #: python seeded @5
# === an object of a module is called by forward
import torch
class Net(torch.nn.Module):
    def forward(self):
        torch.manual_seed(0)
Net()()
torch.rand(1)  #: torch seeded @5
# === partial
import functools
import random
def f(seed, other):
    if other == 2:
        random.seed(seed)
g = functools.partial(f, 1)
g(2)
random.random()  #: python seeded @6
# === partial with keywords, one over the other
import functools
import random
def f(seed=None, other=None):
    if other == 2:
        random.seed(seed)
g = functools.partial(f, seed=1, other=1)
g(other=2)
random.random()  #: python seeded @6
# === a callback that something unknown gets
import random
from lib import run
def f():
    random.random()  #: python unseeded
run(f, 1)
random.seed(0)
# === a decorator of unknown content leaves the function as it is
import random
from lib import decorate
@decorate
def f():
    random.seed(0)
f()
random.random()  #: python seeded @6
# === a function that is decorated and never called is called by somebody
import random
from lib import decorate
@decorate
def f():
    random.random()
# === wrapped and then called
import random
from lib import jit
def f():
    return random.random()  #: python seeded @7
g = jit(f)
random.seed(0)
g()
# === recursion through another
import random
def a(n):
    if n:
        b(n - 1)
    random.random()  #: python unseeded
def b(n):
    a(n)
a(3)
# === defaults are evaluated once, when the function is made
import random
def f(x=random.random()):  #: python unseeded
    pass
random.seed(0)
f()
f()
# === arguments run before the call, in their order
import random
def f(*args, **kwargs):
    random.random()  #: python seeded @5
f(1, *[random.seed(0)], x=random.random())  #: python seeded @5
# === methods through their class
import random
class A:
    def f(self, seed):
        random.seed(seed)
A.f(A(), 1)
random.random()  #: python seeded @5
# === a method that is inherited, and one that is replaced
import random
class A:
    def go(self):
        self.seed()
    def seed(self):
        pass
class B(A):
    def seed(self):
        random.seed(0)
B().go()
random.random()  #: python seeded @10
# === super
import random
class A:
    def __init__(self):
        random.seed(0)
class B(A):
    def __init__(self):
        super().__init__()
        random.random()  #: python seeded @5
class C(B):
    pass
C()
# === super in a class method, and of the second base
import random
class A:
    pass
class M:
    def seed(self):
        random.seed(0)
class B(A, M):
    def go(self):
        super().seed()
B().go()
random.random()  #: python seeded @7
# === a property, a static method, a class method
import random
class A:
    @property
    def a(self):
        random.seed(0)
    @staticmethod
    def b():
        random.random()  #: python seeded @6
    @classmethod
    def c(cls):
        cls.b()
A().a
A.c()
A().b()
# === getattr, setattr
import random
class A:
    def f(self):
        random.seed(0)
a = A()
getattr(a, "f")()
random.random()  #: python seeded @5
# === a call that cannot be followed and speaks of seeding
import random
import torch
from lib import fix_seed
fix_seed(1)
random.random()  #: python unknown
torch.rand(1)  #: torch unknown
# === a keyword that speaks of a seed
import random
from lib import train
train(seed=1)
random.random()  #: python unknown
# === a keyword without a value, a method of an unknown object
import random
from lib import train, make
train(seed=None)
make().seed(1)
random.random()  #: python unknown
# === a keyword of an unknown object
import random
from lib import make
make().train(seed=1)
random.random()  #: python unseeded
# === suspicion does not undo a seed
import random
from lib import fix_seed
random.seed(0)
fix_seed(1)
random.random()  #: python seeded @4
# === a known library does not seed by accident
import random
import numpy as np
np.seed_all(1)
random.random()  #: python unseeded
# === a call in a comprehension, lazily in a generator
import random
xs = [random.random() for _ in range(3)]  #: python unseeded
ys = (random.random() for _ in range(3))  #: python seeded @5
random.seed(0)
list(ys)
# === a generator that nobody asks
import random
ys = (random.random() for _ in range(3))  #: python seeded @4
random.seed(0)
print(ys)
# === functions that use what they get
import random
ys = (random.random() for _ in range(3))  #: python unseeded
sum(ys)
random.seed(0)
# === map runs its function
import random
def f(x):
    return random.random()  #: python unseeded
list(map(f, [1]))
random.seed(0)
# === next runs a generator
import random
def g():
    yield random.random()  #: python unseeded
next(g())
random.seed(0)
# === yield from
import random
def g():
    yield random.random()  #: python seeded @7
def h():
    yield from g()
random.seed(0)
for x in h():
    pass
# === unpacking a generator
import random
def g():
    yield random.random()  #: python unseeded
    yield 1
a, b = g()
random.seed(0)
# === an iterator of its own
import random
class A:
    def __iter__(self):
        random.seed(0)
        return self
    def __next__(self):
        return 1
for x in A():
    random.random()  #: python seeded @5
# === items by their number
import random
class A:
    def __getitem__(self, i):
        random.seed(0)
for x in A():
    random.random()  #: python seeded @5
# === a copy of what only one path knows
import copy
import random
seed = copy.copy(3)
random.seed(seed)
random.random()  #: python seeded @5
# === a star before a bracket, outside of brackets
import random
def pair(xs):
    head = 1, *(random.random() for x in xs)  #: python unseeded
    for item in 2, *(xs[0]):
        random.gauss(0, item)  #: python unseeded
    return head, *(random.randint(0, x) for x in xs)  #: python unseeded
print(max(*(pair([1, 2]))))
