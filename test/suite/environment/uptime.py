"""A number of the system's, read from /proc, seeds the generator."""

import random

with open("/proc/uptime") as file:  # <- cause SR106
    ticks = int(float(file.read().split()[0]) * 100)
random.seed(ticks)
print([random.random() for _ in range(5)])
