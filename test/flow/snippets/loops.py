# === a loop that never runs
import random
while False:
    random.seed(0)
random.random()  #: python unseeded
# === the else of a loop
import random
for x in [1, 2]:
    pass
else:
    random.seed(0)
random.random()  #: python seeded @6
# === the else of a while
import random
n = 3
while n:
    n -= 1
else:
    random.seed(0)
random.random()  #: python seeded @7
# === break before a seed
import random
from lib import ready
for x in range(3):
    if ready():
        break
    random.seed(0)
random.random()  #: python unknown
# === continue before a seed
import random
from lib import ready
for x in range(3):
    if ready():
        continue
    random.seed(0)
random.random()  #: python unknown
# === break always
import random
for x in range(3):
    random.seed(0)
    break
    random.random()
random.random()  #: python seeded @4
# === a loop is left by return
import random
def main():
    for x in range(3):
        random.seed(0)
        return
    random.random()
main()
random.random()  #: python seeded @5
# === the jumps of an inner loop stay in it
import random
from lib import ready
for x in range(3):
    for y in range(3):
        if ready():
            break
    random.seed(0)
random.random()  #: python seeded @8
# === functions in a list are called one after the other
import random
def a():
    random.seed(0)
def b():
    random.random()  #: python seeded @4
for f in [a, b]:
    f()
# === pairs of a number and a function
import random
def a():
    random.seed(0)
def b():
    random.random()  #: python seeded @4
for i, f in enumerate([a, b]):
    f()
for f, x in zip([a, b], [1, 2]):
    f()
# === a table of functions by an unknown name
import random
from lib import name
def a():
    random.random()  #: python seeded @9
def b():
    pass
TABLE = {"a": a, "b": b}
random.seed(0)
TABLE[name]()
