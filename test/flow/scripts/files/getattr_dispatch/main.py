import importlib
import random

import numpy as np

module = importlib.import_module("plugin")
module.setup(3)
random.random()  #: python seeded @plugin.py:6
plugin = __import__("plugin")
plugin.setup_numpy()
np.random.rand()  #: numpy seeded @plugin.py:10
