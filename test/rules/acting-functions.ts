// A script whose functions act on each other in every way that the interpretation follows, and lines that change how.

/** Each line that begins with four blanks or more and is no `def` may be dropped, or get another one before it. */
export const acting = `import argparse
import contextlib
import os
import random
import time

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset

LIMIT = 3
shared = []
table = {'first': 1}


class Items(Dataset):
    scale = 2

    def __init__(self, size, noisy=False):
        self.size = size
        self.noisy = noisy
        self.table = dict(table)
        shared.append(size)

    def __len__(self):
        return self.size

    def __getitem__(self, index):
        if self.noisy:
            return random.random()
        return index


class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.first = nn.Linear(width, width)
        self.last = nn.Linear(width, 1)

    @property
    def width(self):
        return self.first.in_features

    def forward(self, x):
        x = self.first(x)
        return self.last(x)


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument('--seed', type=int, default=7)
    parser.add_argument('--fast', action='store_true')
    return parser.parse_args()


def seed_all(seed):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def maybe(flag, value=None):
    if flag:
        value = np.random.rand()
    return value


def pick(options):
    for option in options:
        chosen = option
    return chosen


def counted():
    global LIMIT
    LIMIT = LIMIT + 1
    return LIMIT


def numbers(count):
    for index in range(count):
        yield random.randint(0, index)


@contextlib.contextmanager
def timed(name):
    begun = time.time()
    yield begun
    print(name, time.time() - begun)


def maker(kind):
    def make():
        value = kind(4)
        return value

    return make


def load(noisy):
    data = Items(8, noisy)
    loader = DataLoader(data, batch_size=2, shuffle=True)
    return loader


def step(model, batch):
    noise = torch.randn(2)
    loss = model(batch + noise)
    loss.backward()
    return loss


def epoch(model, loader, done):
    total = 0
    while not done:
        for batch in loader:
            total += step(model, batch)
        done = True
    return total


def uncalled(model):
    hidden = np.random.rand(3)
    return model(hidden)


def unused():
    seed_all(3)
    return maybe(True)


def train(args):
    model = maker(Net)()
    loader = load(noisy=False)
    other = load(noisy=True)
    with timed('train') as begun:
        result = epoch(model, loader, False)
    again = epoch(model, other, args.fast)
    return result, again, begun


def evaluate(args, model=None):
    values = [maybe(args.fast), maybe(True)]
    for value in numbers(3):
        values.append(value)
    best = pick(values)
    return best


def main():
    args = parse()
    seed_all(args.seed)
    results = train(args)
    counted()
    scores = evaluate(args)
    print(results, scores, pick(shared))


if __name__ == '__main__':
    main()
`;

export const lines: readonly string[] = [
  'random.seed(1)',
  'random.seed()',
  'random.seed(int(time.time()))',
  'np.random.seed(LIMIT)',
  'torch.manual_seed(5)',
  'torch.use_deterministic_algorithms(True)',
  'torch.backends.cudnn.benchmark = True',
  "os.environ['PYTHONHASHSEED'] = '0'",
  'seed_all(2)',
  'seed_all(None)',
  'value = random.random()',
  'value = np.random.rand(2)',
  'value = torch.randn(3)',
  'value = maybe(True)',
  'value = maybe(False, 4)',
  'value = Net(3)',
  'value = Items(2, True)',
  'for one in numbers(2): value = one',
  'for one in DataLoader(Items(3, True), shuffle=True): print(one)',
  'unused()',
  'unused',
  'counted()',
  'global LIMIT; LIMIT = 0',
  'if LIMIT > 3: random.seed(4)',
  "if 'second' in table: seed_all(1)",
  'while LIMIT: random.random(); break',
  'shared.append(random.random())',
  'shared.append(Net(2))',
  "table['second'] = np.random.rand()",
  "table['first'] = 2",
  'Items.scale = random.random()',
  'Items.noisy = True',
  'noisy = True',
  'flag = True',
  'done = True',
  'size = len(shared)',
  'state = random.getstate()',
  'random.setstate(random.getstate())',
  'generator = np.random.default_rng()',
  'generator = torch.Generator(); generator.manual_seed(1)',
  'print(np.random.default_rng().random())',
  'return random.random()',
  'return None',
  'return',
  'raise ValueError',
  'raise SystemExit',
  'pass',
  'import pandas',
  'import random as other; other.seed(9); other.random()',
  'helper = lambda: random.random(); helper()',
  'helper = maker(Items); helper()',
  'def helper(): return np.random.rand()',
  'print([random.random() for _ in range(2)])',
  'sum(random.random() for _ in range(2))',
  'with timed("inner"): seed_all(6)',
  'with timed("inner"): np.random.rand()',
  'sorted(os.listdir("."))',
  'os.listdir(".")',
  'print(hash("text"), id(shared), time.time())',
  'torch.save(random.random(), "file")',
  'torch.cuda.is_available() and seed_all(8)',
];
