import random
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import Pool

import numpy as np


def work(i):
    return random.random() + np.random.rand()  #: python seeded @17; numpy unseeded


def task(i):
    return random.random()  #: python seeded @17


random.seed(0)
t = threading.Thread(target=task, args=(1,))
t.start()
with Pool(2) as pool:
    pool.map(work, range(3))
with ThreadPoolExecutor() as ex:
    list(ex.map(task, [1]))
