"""A seed from `datetime.now()`, in a script without torch."""

import random
from datetime import datetime

stamp = datetime.now()  # <- cause SR106
random.seed(stamp.microsecond + 1_000_000 * stamp.second)
points = [(random.random(), random.random()) for _ in range(100)]
print(4 * sum(x * x + y * y < 1 for x, y in points) / 100)
