import random

import jax
import numpy as np
import torch
from numpy.random import PCG64, Generator, MT19937, RandomState, SeedSequence, default_rng

rng = default_rng(3)
rng.normal(size=2)  #: numpy.Generator seeded @8
rng.permutation(4)  #: numpy.Generator seeded @8
free = default_rng()
free.integers(3)  #: numpy.Generator entropy @11
g = Generator(PCG64(5))
g.random()  #: numpy.Generator seeded @13
h = Generator(MT19937())
h.random()  #: numpy.Generator entropy @15
state = RandomState(7)
state.randn(2)  #: numpy.RandomState seeded @17
loose = RandomState()
loose.rand()  #: numpy.RandomState entropy @19
r = random.Random(1)
r.shuffle([1])  #: python.Random seeded @21
q = random.Random()
q.random()  #: python.Random entropy @23
gen = torch.Generator()
torch.rand(1, generator=gen)  #: torch.Generator seeded @25
gen.manual_seed(1)
torch.randperm(3, generator=gen)  #: torch.Generator seeded @27
dev = torch.Generator(device="cpu").manual_seed(3)
torch.randn(2, generator=dev)  #: torch.Generator seeded @29
children = SeedSequence(4).spawn(2)
for child in children:
    default_rng(child).random()  #: numpy.Generator seeded @33
rngs = [default_rng(s) for s in range(3)]
rngs[0].random()  #: numpy.Generator seeded @34
key = jax.random.PRNGKey(0)
key, sub = jax.random.split(key)
jax.random.normal(sub, (2,))  #: jax seeded @36
