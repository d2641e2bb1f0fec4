import random

for attempt in range(3):
    try:
        value = random.random()  #: python unseeded
        break
    except ValueError:
        random.seed(attempt)
for k in range(3):
    if k > 1:
        break
    random.seed(k)
random.random()  #: python unknown
