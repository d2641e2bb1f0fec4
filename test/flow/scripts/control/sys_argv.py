import random
import sys

if len(sys.argv) > 1:
    random.seed(int(sys.argv[1]))
else:
    random.seed(42)
random.random()  #: python seeded @7
