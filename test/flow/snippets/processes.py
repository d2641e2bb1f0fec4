# === a forked process starts from a copy
import random
from multiprocessing import Process
def work():
    random.random()  #: python seeded @7
    random.seed(1)
random.seed(0)
p = Process(target=work)
p.start()
random.random()  #: python seeded @7
# === a spawned one starts anew
import multiprocessing as mp
import random
mp.set_start_method("spawn")
def work():
    random.random()  #: python unseeded
if __name__ == "__main__":
    random.seed(0)
    p = mp.Process(target=work)
    p.start()
