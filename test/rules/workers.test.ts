// SR402, SR403, SR406, SR407 and SR110 beyond their examples: what workers and samplers repeat, and what the fixes write.

import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/fixes/apply.ts';
import { check, defaults, rowOf } from './run-rules.ts';

function of(code: string, text: string, settings = defaults) {
  return check(text, settings).findings.filter((finding) => finding.code === code);
}

function rows(code: string, text: string, settings = defaults): number[] {
  return of(code, text, settings).map((finding) => rowOf(text, finding.span.start));
}

function fixed(code: string, text: string): string {
  return applyEdits(text, of(code, text)[0]?.fixes[0]?.edits ?? []);
}

const DATASET = (body: string, init = 'pass') => `import random
import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset, Subset


class D(Dataset):
    def __init__(self):
        ${init}

    def __len__(self):
        return 8

    def __getitem__(self, i):
        ${body}


`;

describe('libraries that torch does not seed in workers', () => {
  const numpy = `${DATASET('return np.random.rand()')}loader = DataLoader(D(), num_workers=2)\nlist(loader)\n`;
  test('NumPy before torch 1.9', () => {
    expect(rows('SR402', numpy)).toEqual([]);
    expect(rows('SR402', numpy, { ...defaults, torch: [1, 9] })).toEqual([]);
    expect(rows('SR402', numpy, { ...defaults, torch: [1, 8] })).toEqual([18]);
  });
  test.each(['worker_init_fn=seed', '**options'])('%s may seed them', (argument) => {
    const text = numpy.replace('num_workers=2', `num_workers=2, ${argument}`);
    expect(rows('SR402', text, { ...defaults, torch: [1, 8] })).toEqual([]);
  });
  test('Lightning seeds workers when asked', () => {
    const seeded = (workers: string) =>
      numpy.replace(
        '\n\nclass',
        `\nfrom lightning.pytorch import seed_everything\n\nseed_everything(1, workers=${workers})\n\nclass`,
      );
    expect(rows('SR402', seeded('True'), { ...defaults, torch: [1, 8] })).toEqual([]);
    expect(rows('SR402', seeded('False'), { ...defaults, torch: [1, 8] })).toHaveLength(1);
  });
  test('the dataset inside of a subset, and of no other class', () => {
    const subset = numpy.replace('DataLoader(D()', 'DataLoader(Subset(D(), [1])');
    expect(rows('SR402', subset, { ...defaults, torch: [1, 8] })).toEqual([18]);
    const other = numpy.replace('DataLoader(D()', 'DataLoader(torch.arange(8)');
    expect(rows('SR402', other, { ...defaults, torch: [1, 8] })).toEqual([]);
  });
  test('the fix seeds the library too, and finds a free name', () => {
    const text = `import cv2\n${DATASET('return cv2.randu(np.zeros(2), 0, 1)')}def seed_worker():\n    pass\n\n\nloader = DataLoader(D(), num_workers=2)\nlist(loader)\n`;
    const after = fixed('SR402', text);
    expect(after).toContain(
      'def seed_worker_2(worker_id):\n    worker_seed = torch.initial_seed() % 2**32\n',
    );
    expect(after).toContain('    cv2.setRNGSeed(worker_seed % 2**31)\n');
    expect(after).toContain('DataLoader(D(), num_workers=2, worker_init_fn=seed_worker_2)');
    expect(rows('SR402', after)).toEqual([]);
  });
});

describe('generators that a dataset keeps', () => {
  const kept = (init: string, more = '') =>
    `${DATASET('return self.rng', init)}${more}loader = DataLoader(D(), num_workers=2)\nlist(loader)\n`;
  test.each([
    'self.rng = np.random.default_rng(3)',
    'self.rng = np.random.RandomState(seed=3)',
    'self.rng = random.Random(3)',
    'self.rng = torch.Generator()',
    'self.rng = torch.Generator().manual_seed(3)',
  ])('%s', (init) => {
    expect(rows('SR403', kept(init))).toEqual([9]);
  });
  test.each([
    'self.rng = np.random.default_rng()',
    'self.rng = random.Random()',
    'self.other = random.Random(3)',
  ])('not %s', (init) => {
    expect(rows('SR403', kept(init))).toEqual([]);
  });
  test('the fix makes it anew in the worker', () => {
    expect(fixed('SR403', kept('self.rng = random.Random(3)'))).toContain(
      'def seed_worker(worker_id):\n    info = torch.utils.data.get_worker_info()\n    info.dataset.rng = random.Random(info.seed)\n',
    );
    const part = kept('self.rng = random.Random(3)').replace('(D(),', '(Subset(D(), [1]),');
    expect(of('SR403', part)[0]?.fixes).toEqual([]);
  });
});

describe('seeds of workers', () => {
  const loader = (fn: string, head = '') =>
    `import random\nimport numpy as np\nimport torch\nfrom torch.utils.data import DataLoader\n${head}loader = DataLoader(torch.arange(8), num_workers=2, worker_init_fn=${fn})\nlist(loader)\n`;
  test.each([
    ['init', 'def init(i):\n    s = 3\n    np.random.seed(s)\n', 7],
    [
      'init',
      'def init(i):\n    seed_all(3)\ndef seed_all(s):\n    random.seed(s)\n    np.random.seed(s)\n',
      6,
    ],
    ['lambda i: np.random.seed(3)', '', 5],
  ])('%s, %j repeat', (fn, head, row) => {
    expect(rows('SR407', loader(fn, head))).toEqual([row]);
    expect(rows('SR407', fixed('SR407', loader(fn, head)))).toEqual([]);
  });
  test.each([
    ['init', 'def init(i):\n    s = 3 + i\n    np.random.seed(s)\n'],
    ['init', 'def init(i):\n    s = torch.initial_seed()\n    s = s % 2**32\n    np.random.seed(s)\n'],
    ['init', 'from elsewhere import init\n'],
    ['lambda i: np.random.seed(i)', ''],
    ['lambda i: np.random.seed(seeds[i])', 'seeds = [1, 2]\n'],
  ])('%s, %j do not', (fn, head) => {
    expect(rows('SR407', loader(fn, head))).toEqual([]);
  });
  test('a function for workers is not a seed block to complete', () => {
    const text = loader(
      'init',
      'def init(i):\n    np.random.seed(torch.initial_seed() % 2**32)\n    random.seed(i)\n',
    );
    expect(of('SR107', text)).toEqual([]);
  });
});

describe('the epoch of a sampler', () => {
  const script = (assign: string, loop = 'for epoch in range(3):') =>
    `import torch\nfrom torch.utils.data import DataLoader\nfrom torch.utils.data.distributed import DistributedSampler\n\ndata = torch.ones(8, 2)\n${assign}\nloader = DataLoader(data, sampler=sampler)\nmodel = torch.nn.Linear(2, 1)\n${loop}\n    for batch in loader:\n        model(batch).sum().backward()\n`;
  const sampler = 'sampler = DistributedSampler(data, num_replicas=2, rank=0)';
  test('is set at the top of the loop', () => {
    expect(fixed('SR406', script(sampler))).toContain(
      'for epoch in range(3):\n    sampler.set_epoch(epoch)\n    for batch',
    );
  });
  test('where the sampler may be another one, only if it takes it', () => {
    const branch = `if len(data) > 3:\n    ${sampler}\nelse:\n    sampler = None`;
    expect(fixed('SR406', script(branch))).toContain(
      '    if hasattr(sampler, "set_epoch"):\n        sampler.set_epoch(epoch)\n    for batch',
    );
  });
  test('without a name for the epoch it is said, and not fixed', () => {
    const [finding] = of(
      'SR406',
      script(sampler, 'for _ in range(num_epochs):').replace('data =', 'num_epochs = 2\ndata ='),
    );
    expect(finding?.fixes).toEqual([]);
  });
  test.each([
    [sampler, 'for step in range(3):'],
    ['sampler = DistributedSampler(data, 2, 0, False)', 'for epoch in range(3):'],
    ['sampler = DistributedSampler(data, 2, 0, **options)', 'for epoch in range(3):'],
  ])('%s, %s: nothing', (assign, loop) => {
    expect(rows('SR406', script(assign, loop))).toEqual([]);
  });
});

describe('seeding again and again', () => {
  const train = (loop: string, head = '') =>
    `import random\nimport torch\n${head}\nSEED = 3\nmodel = torch.nn.Linear(2, 1)\nwhile_true = True\n${loop}        model(torch.randn(2)).sum().backward()\n`;
  test.each([
    ['    torch.manual_seed(SEED)\n', 'torch.manual_seed(SEED + epoch)'],
    ['    torch.manual_seed(0)\n', 'torch.manual_seed(epoch)'],
    ['    seed_all(7)\n', 'seed_all(7 + epoch)'],
  ])('%j takes the epoch in', (line, after) => {
    const head = 'def seed_all(s):\n    torch.manual_seed(s)\n    random.seed(s)\n';
    const text = train(`for epoch in range(3):\n${line}    for _ in range(2):\n`, head);
    expect(rows('SR110', text)).toHaveLength(1);
    expect(fixed('SR110', text)).toContain(after);
  });
  test('without a number of the pass, the seed moves before the loop', () => {
    const text = train('while while_true:\n    torch.manual_seed(SEED)\n    if SEED:\n');
    expect(fixed('SR110', text)).toContain('torch.manual_seed(SEED)\nwhile while_true:\n    if SEED:\n');
  });
  test.each([
    'for epoch in range(3):\n    SEED = epoch\n    torch.manual_seed(SEED)\n    for _ in range(2):\n',
    'for SEED in range(3):\n    torch.manual_seed(SEED)\n    for _ in range(2):\n',
    'for epoch in range(3):\n    torch.manual_seed(hash(3))\n    for _ in range(2):\n',
    'for fold in range(3):\n    torch.manual_seed(3)\n    opt = torch.optim.SGD(model.parameters(), 1)\n    for _ in range(2):\n',
    'def evaluate():\n    torch.manual_seed(3)\nfor epoch in range(3):\n    evaluate()\n    for _ in range(2):\n',
  ])('%j is silent', (loop) => {
    expect(rows('SR110', train(loop))).toEqual([]);
  });
});
