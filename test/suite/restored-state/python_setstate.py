"""A game tree search restores the state of `random` after each rollout; the first state was never seeded."""

import random

before = random.getstate()
random.seed(99)
values = []
for rollout in range(3):
    values.append(sum(random.randint(1, 6) for _ in range(4)))
random.setstate(before)  # <- cause SR101
move = random.choice(range(1000))
print(values, move)
