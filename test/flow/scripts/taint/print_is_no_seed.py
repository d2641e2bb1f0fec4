import time
import random

start = time.time()
random.seed(0)
random.random()  #: python seeded @5
print(time.time() - start)
random.seed(1 + 0 * int(start > 0))
