# === a generator object for each draw
import numpy as np
a = np.random.default_rng(1)
b = np.random.default_rng()
a.normal()  #: numpy.Generator seeded @3
b.normal()  #: numpy.Generator entropy @4
np.random.normal()  #: numpy unseeded
# === a generator of torch
import torch
g = torch.Generator()
torch.rand(1, generator=g)  #: torch.Generator seeded @3
g.manual_seed(1)
torch.rand(1, generator=g)  #: torch.Generator seeded @5
torch.rand(1, generator=None)  #: torch unseeded
torch.rand(1, generator=torch.default_generator)  #: torch unseeded
# === a generator that is not known
import torch
from lib import g
torch.rand(1, generator=g)
# === bit generators
import numpy as np
a = np.random.Generator(np.random.PCG64(1))
a.normal()  #: numpy.Generator seeded @3
b = np.random.Generator(np.random.PCG64())
b.normal()  #: numpy.Generator entropy @5
# === a generator is not the stream
import random
r = random.Random(1)
random.random()  #: python unseeded
r.random()  #: python.Random seeded @3
# === a generator of the class
import numpy as np
class A:
    def __init__(self):
        self.rng = np.random.RandomState(3)
    def go(self):
        return self.rng.rand()  #: numpy.RandomState seeded @5
A().go()
# === a generator that is passed on
import numpy as np
def f(rng=None):
    rng = rng or np.random
    return rng.rand()  #: numpy unseeded
f()
f(np.random.RandomState(1))
# === the seed of a state is the seed of a draw
from sklearn.utils import check_random_state
import numpy as np
a = check_random_state(1)
a.rand()  #: numpy.RandomState seeded @4
b = check_random_state(None)
b.rand()  #: numpy unseeded
c = check_random_state(np.random.RandomState(2))
c.rand()  #: numpy.RandomState seeded @8
d = check_random_state(np.random)
d.rand()  #: numpy unseeded
# === the GPU's generators
import torch
torch.cuda.manual_seed(0)
torch.rand(1, device="cuda")  #: torch seeded @3
torch.rand(1, device="cuda:0")  #: torch seeded @3
torch.rand(1, device="cpu")  #: torch unseeded
torch.rand(1)  #: torch unseeded
# === in place
import torch
x = torch.zeros(3)
x.normal_()  #: torch unseeded
x.uniform_(0, 1)  #: torch unseeded
x.fill_(0)
# === in place, by a generator
import torch
x = torch.zeros(3)
g = torch.Generator().manual_seed(1)
x.normal_(generator=g)  #: torch.Generator seeded @4
# === of something else
class A:
    def normal_(self):
        pass
A().normal_()
# === without torch nothing is known of it
from lib import x
x.normal_()
# === a condition of the draw
from sklearn.model_selection import KFold, train_test_split
KFold(5)
train_test_split([1], shuffle=False)
train_test_split([1], random_state=None)  #: numpy unseeded
# === from the clock, the process, the system
import os
import random
import time
import uuid
random.seed(time.time_ns())
random.random()  #: python entropy @6
random.seed(os.getpid())
random.random()  #: python entropy @8
random.seed(uuid.uuid4().int)
random.random()  #: python entropy @10
random.seed(int.from_bytes(os.urandom(4), "big"))
random.random()  #: python entropy @12
# === through everything that keeps a value
import random
import time
now = time.time()
random.seed(int(now * 1000) % 7)
random.random()  #: python entropy @5
random.seed([now][0])
random.random()  #: python entropy @7
random.seed({"a": now}["a"])
random.random()  #: python entropy @9
random.seed(f"{now}")
random.random()  #: python entropy @11
random.seed(-now)
random.random()  #: python entropy @13
random.seed(str(now))
random.random()  #: python entropy @15
x, y = now, 1
random.seed(x)
random.random()  #: python entropy @18
random.seed(y)
random.random()  #: python seeded @20
random.seed(now if now else 1)
random.random()  #: python entropy @22
random.seed(round(now))
random.random()  #: python entropy @24
random.seed((lambda a: a)(now))
random.random()  #: python entropy @26
# === on one of two paths
import random
import time
from lib import ready
seed = time.time() if ready() else 1
random.seed(seed)
random.random()  #: python seeded @6
# === on both of two paths
import os
import random
import time
from lib import ready
seed = time.time() if ready() else os.getpid()
random.seed(seed)
random.random()  #: python entropy @7
# === salted hashes, addresses
import random
random.seed(hash("a"))
random.random()  #: python entropy @3
random.seed(hash(3))
random.random()  #: python seeded @5
random.seed(id(random))
random.random()  #: python entropy @7
# === drawn from an unseeded stream
import random
import numpy as np
random.seed(np.random.randint(9))  #: numpy unseeded
random.random()  #: python entropy @4
np.random.seed(0)
random.seed(np.random.randint(9))  #: numpy seeded @6
random.random()  #: python seeded @7
# === a seed of no value
import random
import numpy as np
import torch
random.seed()
random.random()  #: python entropy @5
np.random.seed(None)
np.random.rand()  #: numpy entropy @7
torch.seed()
torch.rand(1)  #: torch entropy @9
# === a seed that may be none
import random
from lib import ready
random.seed(1 if ready() else None)
random.random()  #: python seeded @4
# === a seed with unknown arguments
import random
from lib import args
random.seed(*args)
random.random()  #: python seeded @4
# === a value that turns seeding off
from lightning.pytorch import seed_everything
import random
seed_everything(None)
random.random()  #: python seeded @4
# === drawn from a stream whose seed is entropy
import random
import numpy as np
random.seed()
np.random.seed(random.randint(0, 9))  #: python entropy @4
np.random.rand()  #: numpy entropy @5
# === a generator made of another one
import numpy as np
a = np.random.default_rng(np.random.PCG64(1))
a.normal()  #: numpy.Generator seeded @3
b = np.random.default_rng(a)
b.normal()  #: numpy.Generator seeded @3
