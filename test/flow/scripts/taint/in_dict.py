import random
import time

cfg = {"seed": int(time.time()), "lr": 0.1}
random.seed(cfg["seed"])
random.random()  #: python entropy @5
cfg["seed"] = 7
random.seed(cfg["seed"])
random.random()  #: python seeded @8
