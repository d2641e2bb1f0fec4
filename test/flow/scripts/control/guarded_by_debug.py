import os
import random

import torch

DEBUG = os.environ.get("DEBUG") == "1"
if DEBUG:
    torch.manual_seed(0)
torch.rand(1)  #: torch unknown
if os.environ.get("FIX"):
    random.seed(0)
random.random()  #: python unknown
