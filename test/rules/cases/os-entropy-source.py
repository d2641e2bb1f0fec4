# === a generator of the system's own
import random

import torch

rng = random.SystemRandom()  #! hint unsafe
torch.nn.Linear(1, 1)(torch.ones(1)).sum().backward()
# --- fixed
import random

import torch

rng = random.Random(1024)  #! hint unsafe
torch.nn.Linear(1, 1)(torch.ones(1)).sum().backward()
# === with an argument
import random

import torch

rng = random.SystemRandom(3)  #! hint
torch.nn.Linear(1, 1)(torch.ones(1)).sum().backward()
# === without a name for the module
from random import SystemRandom

import torch

rng = SystemRandom()  #! hint unsafe
torch.nn.Linear(1, 1)(torch.ones(1)).sum().backward()
# === numbers, bytes that are read as numbers, uuids
import os
import secrets
import struct
import uuid

import numpy as np
import torch

a = secrets.randbelow(3)  #! hint
b = int.from_bytes(os.urandom(4), "big")  #! hint
c = np.frombuffer(os.urandom(4))  #! hint
d = list(os.urandom(4))  #! hint
e = uuid.uuid4().int  #! hint
f = secrets.choice([1, 2])  #! hint
torch.nn.Linear(1, 1)(torch.ones(1)).sum().backward()
# === names and tokens
import os
import random
import secrets
import string
import uuid

import torch

a = str(uuid.uuid4())
b = uuid.uuid4().hex
c = os.urandom(4)
d = os.urandom(4).hex()
e = secrets.token_hex(4)
f = "".join(secrets.choice("abc") for _ in range(3))
g = "".join(random.SystemRandom().choice(string.ascii_letters) for _ in range(3))
h = f"{secrets.randbelow(3)}"
i = str(secrets.randbelow(3))
j = secrets.choice(string.ascii_letters)
k = load(secrets.randbelow(3))  #! hint
torch.nn.Linear(1, 1)(torch.ones(1)).sum().backward()
# === nothing is trained
import random

rng = random.SystemRandom()
# === a seed is another rule's
import os
import random

import torch

random.seed(int.from_bytes(os.urandom(4), "big"))
torch.nn.Linear(1, 1)(torch.ones(1)).sum().backward()
