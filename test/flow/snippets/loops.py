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
# === a counter decides what happens in later turns
import random
n = 0
while n < 100:
    n += 1
    if n % 10 == 0:
        random.random()  #: python unseeded
# === a counter of an outer loop
import random
def main():
    n = 0
    for epoch in range(3):
        for batch in range(9):
            n += 1
            if n % 10 == 0:
                random.random()  #: python unseeded
main()
# === a counter that the object keeps
import random
class Agent:
    def __init__(self):
        self.n = 0
    def step(self):
        self.n += 1
        if self.n % 2 == 0:
            random.random()  #: python unseeded
agent = Agent()
for t in range(9):
    agent.step()
# === a counter asked through another name
import random
n = 0
for x in range(9):
    n += 1
    due = n > 5
    if due:
        random.random()  #: python unseeded
# === a counter in a conditional expression and behind `and`
import random
n = 0
for x in range(9):
    n += 1
    y = random.random() if n == 3 else 0  #: python unseeded
    n == 4 and random.gauss(0, 1)  #: python unseeded
# === after the loop the counter is not what one turn makes it
import random
n = 0
while n < 3:
    n += 1
if n == 3:
    random.random()
# === seeded in the first turn
import random
ready = False
for x in range(9):
    if not ready:
        random.seed(0)
        ready = True
    random.random()  #: python seeded @6
# === nothing but the first turn
import random
first = True
for x in range(9):
    if first:
        first = False
        continue
    random.random()  #: python unseeded
# === a seed of the first turn alone
import random
n = 0
for x in range(9):
    if n == 0:
        random.seed(0)
    n += 1
    random.random()  #: python seeded @6
# === a loop whose test ends it
import random
more = True
while more:
    more = False
    if more:
        random.random()
# === the second turn leaves, and what follows still runs
import random
def find():
    first = True
    for x in range(9):
        if first:
            first = False
            continue
        return x
    random.random()  #: python unseeded
find()
random.seed(0)
random.random()  #: python seeded @12
# === what is there only from the second turn on
import random
best = None
for x in range(9):
    if best is None:
        best = random
    else:
        random.random()  #: python unseeded
# === a flag is what the first turn leaves
import random
first = True
for x in range(9):
    if first:
        first = False
    else:
        random.seed(0)
random.random()  #: python seeded @8
# === a counter after an inner loop
import random
n = 0
for x in range(3):
    for y in range(2):
        pass
    n += 1
    if n == 2:
        random.random()  #: python unseeded
# === continue before an inner loop
import random
from lib import ready
for x in range(3):
    if ready():
        continue
    for y in range(3):
        pass
    random.seed(0)
random.random()  #: python unknown
# === a loop is left by raise
import random
def stop():
    for x in range(3):
        raise ValueError
    random.random()
try:
    stop()
except ValueError:
    pass
random.seed(0)
# === a loop in which the script ends
import random
import sys
for x in range(3):
    sys.exit()
random.random()
