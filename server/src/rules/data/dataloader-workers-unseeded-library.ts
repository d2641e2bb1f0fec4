// SR402: workers of a loader draw from a generator that torch does not seed for them.

import { lookup } from '../../catalogue/lookup.ts';
import { nameOf } from '../../fixes/bindings.ts';
import { bindingsFor } from '../../fixes/context.ts';
import { workerFunction } from '../../fixes/worker-function.ts';
import { argumentOf, literalOf } from '../../python/arguments.ts';
import { spanOf } from '../../python/module.ts';
import { around } from '../../python/traverse.ts';
import { type Loader, loadersOf } from '../loaders.ts';
import { type NamedCall, namedCalls } from '../named-calls.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';

/** Libraries with a generator of the whole process, beside those that torch seeds in each worker. */
const LIBRARIES = [
  { module: 'cv2', draws: /^cv2\.(?:rand[nu]|randShuffle)$/, line: 'setRNGSeed(worker_seed % 2**31)' },
  { module: 'imgaug', draws: /^imgaug\.augmenters\.\w+(?:\.\w+)*$/, line: 'seed(worker_seed)' },
  {
    module: 'tensorflow',
    draws: /^tensorflow\.random\.(?!set_seed|Generator)\w+$/,
    line: 'random.set_seed(worker_seed)',
  },
] as const;

/** The dataset of the examples: its items are drawn by a library that torch does not seed. */
const NOISY = `
import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset


class Noisy(Dataset):
    def __len__(self):
        return 100

    def __getitem__(self, i):
        noise = np.zeros((8, 8), dtype=np.float32)
        cv2.randn(noise, 0, 1)
        return torch.from_numpy(noise)
`;

export const dataloaderWorkersUnseededLibrary: Rule = {
  meta: {
    code: 'SR402',
    name: 'dataloader-workers-unseeded-library',
    severity: 'warning',
    summary: 'worker-side RNG that torch does not seed',
    rationale:
      'In each worker of a loader torch seeds `random`, its own generator and, from 1.9 on, NumPy. Other generators come as copies of the parent’s: every worker draws the same numbers, and how many there are decides what the network sees. A `worker_init_fn` that seeds them from `torch.initial_seed()` tells the workers apart and repeats. Libraries whose objects hold generators of their own (albumentations, MONAI) have rules of their own.',
    defaultOn: true,
    fix: 'safe',
    sources: [
      'torch 2.13.0 torch/utils/data/_utils/worker.py:274-281',
      'torch 1.8.1 vs 1.9.0 wheels worker.py (np_seed absent/present)',
      'imgaug 0.4.0 random.py get_global_rng',
    ],
    invalid: [
      {
        code: `${NOISY}

torch.manual_seed(0)
loader = DataLoader(Noisy(), batch_size=4, num_workers=2)  # <-
for batch in loader:
    print(batch.sum())
`,
      },
    ],
    valid: [
      {
        why: 'torch seeds NumPy and random in each worker',
        code: `
import random

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset


class Noisy(Dataset):
    def __len__(self):
        return 100

    def __getitem__(self, i):
        return torch.tensor(np.random.rand() + random.random())


torch.manual_seed(0)
for batch in DataLoader(Noisy(), num_workers=2):
    print(batch)
`,
      },
      {
        why: 'a function seeds the workers',
        code: `${NOISY}

def init(worker_id):
    cv2.setRNGSeed(torch.initial_seed() % 2**31)


for batch in DataLoader(Noisy(), num_workers=2, worker_init_fn=init):
    print(batch)
`,
      },
      {
        why: 'no workers: the generator is that of the process',
        code: `${NOISY}

cv2.setRNGSeed(0)
for batch in DataLoader(Noisy()):
    print(batch)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { module } = context;
    if (namedCalls(module).some(seedsEachWorker)) return;
    for (const loader of loadersOf(context)) {
      if (loader.workers === undefined || loader.workers === 0 || loader.given('worker_init_fn')) continue;
      const drawn = drawsOf(context, loader);
      const [first] = drawn;
      if (first === undefined) continue;
      const fix = fixFor(context, loader, drawn);
      const { func } = loader.event.call;
      context.report({
        span: spanOf(module, func),
        message: `Its workers draw from ${first.path.split('.', 1)[0]}, whose generator torch does not seed: each worker repeats the numbers of the others. Give it a \`worker_init_fn\`.`,
        related: [{ message: 'drawn here', span: spanOf(module, first.call.func) }],
        fixes: fix === null ? [] : [fix],
      });
    }
  },
};

/** Lightning gives each loader such a function. */
function seedsEachWorker({ call, path }: NamedCall): boolean {
  if (path !== 'lightning.pytorch.seed_everything') return false;
  const workers = argumentOf(call, 'workers', 1);
  return workers !== undefined && literalOf(workers) !== false;
}

/** What the dataset's own code draws in a worker, and torch does not seed there. */
function drawsOf({ module, settings }: RuleContext, { datasets }: Loader): NamedCall[] {
  const [major, minor] = settings.torch;
  const seedsNumpy = major > 1 || minor >= 9;
  return namedCalls(module).filter(({ call, path }) => {
    const known =
      LIBRARIES.some(({ draws }) => draws.test(path)) ||
      (!seedsNumpy && path.startsWith('numpy.') && lookup(path)?.draw?.stream === 'numpy');
    return known && around(call).some((node) => node.kind === 'ClassDef' && datasets.includes(node));
  });
}

function fixFor(context: RuleContext, { event }: Loader, drawn: readonly NamedCall[]): Fix | null {
  const bindings = bindingsFor(context.module);
  const extra = LIBRARIES.flatMap(({ module, draws, line }) => {
    if (!drawn.some(({ path }) => draws.test(path))) return [];
    const name = nameOf(bindings, module);
    return name === undefined ? [null] : [`${name}.${line}`];
  });
  const own = extra.filter((line) => line !== null);
  if (own.length < extra.length) return null;
  return workerFunction(
    context,
    event.call,
    ['torch', 'numpy', 'random'],
    (names) => [
      `worker_seed = ${names.torch}.initial_seed() % 2**32`,
      `${names.numpy}.random.seed(worker_seed)`,
      `${names.random}.seed(worker_seed)`,
      ...own,
    ],
    true,
  );
}
