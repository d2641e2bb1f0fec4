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
# === a thread shares its streams
import random
import threading
def work():
    random.seed(1)
    random.random()  #: python seeded @5
t = threading.Thread(target=work)
t.start()
random.random()  #: python seeded @5
# === a child that exits leaves its parent running
import random
import sys
from multiprocessing import Process
def work():
    sys.exit()
p = Process(target=work)
p.start()
random.random()  #: python unseeded
# === arguments by position and by name
import random
from multiprocessing import Process
def work(a, b, c=None):
    if b == 2 and c == 3:
        random.seed(a)
        random.random()  #: python seeded @6
p = Process(target=work, args=(1, 2), kwargs={"c": 3})
p.start()
# === all by position
import random
from multiprocessing import Process
def work(a, b):
    if a == 1 and b == 2:
        random.random()  #: python unseeded
p = Process(None, work, "name", (1,), {"b": 2})
p.start()
# === a function that another worker runs, with the arguments beside it
import random
import torch.distributed.rpc as rpc
def work(seed, more=None):
    if seed is not None:
        random.seed(seed)
    if more == 2:
        random.random()  #: python seeded @6
rpc.rpc_sync("worker", work, args=(1,), kwargs={"more": 2})
random.random()  #: python unseeded
# === a function that another worker runs with nothing to seed from
import random
import torch.distributed.rpc as rpc
def work(seed=3):
    if seed is not None:
        random.seed(seed)
    random.random()  #: python unseeded
held = rpc.remote("worker", work, (None,))
later = rpc.rpc_async("worker", work, args=(None,))
rpc.remote("worker")
# === arguments that are not known
import random
from lib import args, kwargs
from multiprocessing import Process
def work(seed=None):
    if seed is not None:
        random.seed(seed)
    random.random()  #: python unknown
p = Process(target=work, args=args)
p.start()
q = Process(target=work, kwargs=kwargs)
q.start()
# === no arguments: the defaults hold
import random
from multiprocessing import Process
def work(seed=None):
    if seed is not None:
        random.seed(seed)
    random.random()  #: python unseeded
p = Process(target=work)
p.start()
# === a process without a function
from multiprocessing import Process
p = Process()
p.start()
# === one that nobody starts is started in the end
import random
from multiprocessing import Process
def work():
    random.random()  #: python seeded @7
p = Process(target=work)
random.seed(0)
# === a process of the script's own kind
import random
from multiprocessing import Process
class Worker(Process):
    def run(self):
        random.random()  #: python seeded @8
w = Worker()
random.seed(0)
w.start()
random.seed(1)
random.random()  #: python seeded @10
# === a thread of the script's own kind
import random
import threading
class Worker(threading.Thread):
    def run(self):
        random.seed(0)
w = Worker()
w.start()
random.random()  #: python seeded @6
# === start and run of something else
import random
class Worker:
    def start(self):
        random.random()  #: python unseeded
Worker().start()
# === a context that spawns
import multiprocessing as mp
import random
def work():
    random.random()  #: python unseeded
if __name__ == "__main__":
    random.seed(0)
    ctx = mp.get_context("spawn")
    p = ctx.Process(target=work)
    p.start()
# === a context that forks, or says nothing
import multiprocessing as mp
import random
def work():
    random.random()  #: python seeded @7
if __name__ == "__main__":
    random.seed(0)
    mp.get_context("fork").Process(target=work).start()
    mp.get_context().Process(target=work).start()
    mp.get_context("spawn").Queue()
# === forkserver, and fork again
import multiprocessing as mp
import random
mp.set_start_method("forkserver")
mp.set_start_method(method="fork")
def work():
    random.random()  #: python seeded @9
if __name__ == "__main__":
    random.seed(0)
    mp.Process(target=work).start()
# === a pool, and what begins in each of its processes
import multiprocessing as mp
import random
def begin(seed):
    random.seed(seed)
def work(x):
    return random.random()  #: python seeded @5
with mp.Pool(2, begin, (1,)) as pool:
    pool.map(work, [1])
    pool.apply_async(work)
    pool.imap_unordered(work, [1])
    pool.close()
random.random()  #: python unseeded
# === a pool by names, whose arguments are not known
import multiprocessing as mp
import random
from lib import args
def begin(seed=None):
    if seed is not None:
        random.seed(seed)
def work(x):
    return random.random()  #: python unknown
pool = mp.Pool(initializer=begin, initargs=args)
pool.starmap(work, [1])
# === a pool that spawns
import multiprocessing as mp
import random
def work(x):
    return random.random()  #: python unseeded
if __name__ == "__main__":
    random.seed(0)
    mp.get_context("spawn").Pool(2).map(work, [1])
# === a pool of executors
import multiprocessing as mp
import random
from concurrent.futures import ProcessPoolExecutor
def a(x):
    return random.random()  #: python seeded @10
def b(x):
    return random.random()  #: python unseeded
if __name__ == "__main__":
    random.seed(0)
    ProcessPoolExecutor(2).submit(a, 1)
    ProcessPoolExecutor(2, mp_context=mp.get_context("spawn")).submit(b, 1)
# === spawn hands the rank and the arguments
import random
import torch.multiprocessing as mp
def work(rank, seed, other=None):
    random.seed(seed)
    if other is None and seed == 3:
        random.random()  #: python seeded @5
if __name__ == "__main__":
    mp.spawn(work, (3,), nprocs=2)
# === spawn with arguments that are not known
import random
import torch.multiprocessing as mp
from lib import args
def work(rank, seed=None):
    if seed is not None:
        random.seed(seed)
    random.random()  #: python unknown
if __name__ == "__main__":
    mp.spawn(work, args=args)
# === spawn without a function
import torch.multiprocessing as mp
mp.spawn()
# === the rank decides
import torch
import torch.multiprocessing as mp
def work(rank):
    if rank == 0:
        torch.manual_seed(0)
    torch.rand(1)  #: torch partly @6
if __name__ == "__main__":
    mp.spawn(work)
# === after workers, the process has its own streams again
import random
from torch.utils.data import DataLoader, Dataset
class Data(Dataset):
    def __getitem__(self, i):
        return random.random()  #: torch unseeded
for x in DataLoader(Data(), num_workers=1):
    pass
random.random()  #: python unseeded
# === what a process makes is used there at the latest
import random
from multiprocessing import Process
from torch.utils.data import Dataset
class Data(Dataset):
    def __getitem__(self, i):
        return random.random()  #: python seeded @9
def work():
    random.seed(0)
    data = Data()
p = Process(target=work)
p.start()
random.random()  #: python unseeded
