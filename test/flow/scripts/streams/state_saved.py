import random
import torch
state = torch.get_rng_state()
torch.manual_seed(0)
torch.rand(1)  #: torch seeded @4
torch.set_rng_state(state)
torch.rand(1)  #: torch unseeded
s = random.getstate()
random.seed(1)
random.random()  #: python seeded @9
random.setstate(s)
random.random()  #: python unseeded
