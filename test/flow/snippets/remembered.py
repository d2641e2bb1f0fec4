# === a variable around the function has changed
import random
seed = 1
def f():
    if seed == 2:
        random.seed(0)
f()
seed = 2
f()
random.random()  #: python seeded @6
# === another argument
import random
def f(x):
    if x == 2:
        random.seed(0)
f(1)
f("1")
f(2)
random.random()  #: python seeded @5
# === another keyword
import random
def f(x=1, y=1):
    if y == 2:
        random.seed(0)
f(x=1)
f(x=2)
f(y=2)
random.random()  #: python seeded @5
# === a table has changed
import random
table = {"a": 1}
def f(t):
    if t["a"] == 2:
        random.seed(0)
f(table)
table["a"] = 2
f(table)
random.random()  #: python seeded @6
# === an object has changed
import random
class A:
    x = 1
a = A()
def f(o):
    if o.x == 2:
        random.seed(0)
f(a)
a.x = 2
f(a)
random.random()  #: python seeded @8
# === its own object has changed
import random
class A:
    def __init__(self):
        self.x = 1
    def f(self):
        if self.x == 2:
            random.seed(0)
a = A()
a.f()
a.x = 2
a.f()
random.random()  #: python seeded @8
# === another object
import random
class A:
    def __init__(self, x):
        self.x = x
    def f(self):
        if self.x == 2:
            random.seed(0)
A(1).f()
A(2).f()
random.random()  #: python seeded @8
# === an inner function with another outer one
import random
def outer(n):
    def inner():
        if n == 2:
            random.seed(0)
    return inner
outer(1)()
outer(2)()
random.random()  #: python seeded @6
# === another function
import random
def a():
    pass
def b():
    random.seed(0)
def f(g):
    g()
f(a)
f(b)
random.random()  #: python seeded @6
# === another class, another name of a library
import random
class A:
    def __init__(self):
        pass
class B:
    def __init__(self):
        random.seed(0)
def f(c):
    c()
f(A)
f(print)
f(B)
random.random()  #: python seeded @8
# === what it did is done again
import random
def f():
    random.seed(0)
f()
random.seed()
f()
random.random()  #: python seeded @4
# === objects made alike have what the first was given
import random
class A:
    def __init__(self):
        self.x = 2
first = A()
second = A()
if second.x == 2:
    random.seed(0)
random.random()  #: python seeded @9
# === a fresh object keeps what it was given itself
import random
class A:
    def __init__(self, x):
        self.x = x
a = A(1)
b = A(2)
c = A(1)
if a.x == 1 and b.x == 2 and c.x == 1:
    random.seed(0)
random.random()  #: python seeded @10
# === a seed of another call
import random
def f():
    return random.random()  #: python seeded @5; python seeded @7
random.seed(0)
f()
random.seed(1)
f()
# === more often than is worth it
import random
def f(n):
    if n == 9:
        random.seed(0)
f(1)
f(2)
f(3)
f(4)
f(5)
f(6)
random.random()  #: python unseeded
# === a generator that is handed on
import numpy as np
def f(rng):
    return rng.normal()  #: numpy.Generator seeded @5; numpy.Generator entropy @6
f(np.random.default_rng(1))
f(np.random.default_rng())
