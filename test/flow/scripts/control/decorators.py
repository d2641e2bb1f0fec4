import functools
import random

import torch


def with_seed(seed):
    def wrap(fn):
        @functools.wraps(fn)
        def inner(*args, **kwargs):
            random.seed(seed)
            return fn(*args, **kwargs)

        return inner

    return wrap


def timed(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        return fn(*args, **kwargs)

    return inner


@with_seed(3)
def a():
    return random.random()  #: python seeded @11


@timed
def b():
    return torch.rand(1)  #: torch unseeded


@torch.no_grad()
def c():
    return torch.rand(1)  #: torch seeded @61


@functools.lru_cache(maxsize=None)
def d():
    return random.random()  #: python seeded @11


class Counted:
    def __init__(self, fn):
        self.fn = fn

    def __call__(self, *args):
        return self.fn(*args)


@Counted
def e():
    return torch.rand(1)  #: torch seeded @61


b()
torch.manual_seed(0)
c()
e()
a()
d()
