// Objects that libraries hold and call: datasets, transforms, loaders, generators, processes; draws in other files.

import { expect, test } from 'vitest';
import { draws, expectations, interpret } from './interpret.ts';

const scripts: Record<string, string | readonly [code: string, files: Record<string, string>]> = {
  'a loader that shuffles draws when it is iterated': `
import torch
from torch.utils.data import DataLoader
loader = DataLoader([1, 2], shuffle=True)  #: torch seeded @4
torch.manual_seed(0)
for batch in loader: pass`,
  'a loader that does not shuffle': `
from torch.utils.data import DataLoader
for batch in DataLoader([1, 2], batch_size=1): pass`,
  'a loader with a generator of its own': `
import torch
from torch.utils.data import DataLoader
g = torch.Generator()
g.manual_seed(0)
for batch in DataLoader([1], shuffle=True, generator=g): pass  #: torch.Generator seeded @4`,
  'a dataset in the main process': `
import random
from torch.utils.data import Dataset, DataLoader
class Data(Dataset):
    def __getitem__(self, i):
        return random.random()  #: python unseeded
for x in DataLoader(Data()): pass`,
  'a dataset in workers draws from what torch seeds there': `
import random
from torch.utils.data import Dataset, DataLoader
class Data(Dataset):
    def __getitem__(self, i):
        return random.random()  #: torch unseeded
for x in DataLoader(Data(), num_workers=2): pass`,
  'a transform in a Compose list': `
import random, torch
from torchvision import transforms
class Jitter:
    def __call__(self, x):
        return x + random.random()  #: python seeded @6
random.seed(0)
t = transforms.Compose([Jitter(), transforms.RandomHorizontalFlip()])  #: torch unseeded
t(1)`,
  'apply runs the function on the layers': `
import torch
from torch import nn
def init(m):
    if isinstance(m, nn.Linear):
        m.weight.data.normal_(0, 1)  #: torch seeded @6
torch.manual_seed(0)
nn.Sequential().apply(init)`,
  'a spawned process starts unseeded': `
import torch
import torch.multiprocessing as mp
def worker(rank):
    torch.rand(1)  #: torch unseeded
if __name__ == '__main__':
    torch.manual_seed(0)
    mp.spawn(worker, nprocs=2)`,
  'module-level seeds run again in a spawned process': `
import torch
import torch.multiprocessing as mp
torch.manual_seed(0)
def worker(rank):
    torch.rand(1)  #: torch seeded @3
if __name__ == '__main__':
    mp.spawn(worker, nprocs=2)`,
  'a generator object without a seed': `
import numpy as np
rng = np.random.default_rng()
rng.normal()  #: numpy.Generator entropy @2`,
  'a generator object with a seed': `
import numpy as np
rng = np.random.default_rng(5)
rng.normal()  #: numpy.Generator seeded @2`,
  'a RandomState and a Random of their own': `
import numpy as np, random
a = np.random.RandomState(1)
a.rand()  #: numpy.RandomState seeded @2
b = random.Random(2)
b.random()  #: python.Random seeded @4`,
  'a seed drawn from an unseeded stream': `
import random, torch
seed = random.randint(1, 10)  #: python unseeded
torch.manual_seed(int(seed))
torch.rand(1)  #: torch entropy @3`,
  'a seed from the clock, through arithmetic': `
import time, random
now = int(time.time()) % 1000
random.seed(now)
random.random()  #: python entropy @3`,
  'a seed drawn from a seeded stream': `
import random, torch
random.seed(1)
torch.manual_seed(random.randint(0, 9))  #: python seeded @2
torch.rand(1)  #: torch seeded @3`,
  'a seed plus the rank': `
import os, torch
torch.manual_seed(1 + int(os.environ['RANK']))
torch.rand(1)  #: torch seeded @2`,
  'sklearn draws from NumPy unless it is told': `
from sklearn.model_selection import train_test_split
train_test_split([1, 2])  #: numpy unseeded
train_test_split([1, 2], random_state=0)`,
  'a helper of unknown content that speaks of seeding': `
import torch
from mylib import set_seed
set_seed(1)
torch.rand(1)  #: torch unknown`,
  'a model of another file': [
    `
import torch
from net import Net
net = Net()
torch.manual_seed(0)
torch.rand(1)  #: torch seeded @4`,
    {
      'net.py':
        'from torch import nn\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.a = nn.Linear(1, 1)\n',
    },
  ],
  'a seeding helper of a package, relative imports inside': [
    `
import random
from helpers import fix
fix(3)
random.random()  #: python seeded @3`,
    {
      'helpers/__init__.py': 'from .seeding import fix\n',
      'helpers/seeding.py': 'import random\ndef fix(n):\n    random.seed(n)\n',
    },
  ],
  'an import that seeds': [
    `
import config
import random
random.random()  #: python seeded @2`,
    { 'config.py': 'import random\nrandom.seed(0)\n' },
  ],
  'an import cycle': [
    `
import a
import random
a.f()
random.random()  #: python seeded @6`,
    {
      'a.py': 'import b\nimport random\n\ndef f():\n    b.g()\n',
      'b.py': 'import a\nimport random\n\n\ndef g():\n    random.seed(0)\n',
    },
  ],
};

for (const [name, given] of Object.entries(scripts)) {
  test(name, () => {
    const [code, files] = typeof given === 'string' ? [given, {}] : given;
    const text = code.slice(1);
    expect(draws(interpret(text, files))).toEqual(expectations(text));
  });
}

test.each([
  [[1, 8], 'numpy'],
  [[1, 9], 'torch'],
  [[2, 0], 'torch'],
] as const)('with torch %j NumPy in a worker draws from %s', (torch, stream) => {
  const code = `import numpy as np
from torch.utils.data import Dataset, DataLoader
class Data(Dataset):
    def __getitem__(self, i):
        return np.random.rand()
for x in DataLoader(Data(), num_workers=2): pass
`;
  expect(draws(interpret(code, {}, torch))).toEqual([`5 ${stream} unseeded`]);
});
