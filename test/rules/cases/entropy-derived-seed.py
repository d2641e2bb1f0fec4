# === the clock
import random
import time

random.seed(time.time())  #! error safe
random.random()
# --- fixed
import random
import time

random.seed(1024)  #! error safe
random.random()
# === where the value enters
import random
import time

seed = int(time.time())
random.seed(seed)  #! error safe
random.random()
# --- fixed
import random
import time

seed = 1024
random.seed(seed)  #! error safe
random.random()
# === each stream once
import random
import time

import numpy as np
import torch

seed = int(time.time())
random.seed(seed)  #! error safe
np.random.seed(seed)  #! error safe
torch.manual_seed(seed)  #! error safe
torch.cuda.manual_seed(seed)
random.seed(seed)
# === a generator of its own
import time

import numpy as np

rng = np.random.default_rng(int(time.time()))  #! error safe
rng.normal()
# === fixed, not known, or never run
import random
import time

random.seed(3)
random.seed(load())
if False:
    random.seed(time.time())
# === later draws of its stream
import random
import time

random.seed(time.time())  #! error safe
random.random()
random.random()  #! hint
# === two streams of one seed
import time

from transformers import set_seed
import numpy as np
import random

set_seed(int(time.time()))  #! error safe
random.random()
np.random.rand()  #! error safe
