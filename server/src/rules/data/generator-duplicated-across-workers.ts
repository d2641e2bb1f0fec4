// SR403: a dataset keeps a generator, of which every worker gets the same copy.

import { pathOf } from '../../fixes/bindings.ts';
import { bindingsFor } from '../../fixes/context.ts';
import { workerFunction } from '../../fixes/worker-function.ts';
import { sourceOf } from '../../python/arguments.ts';
import type { Call, ClassDef, Expr, FunctionDef, Node } from '../../python/ast.ts';
import { type Module, spanOf } from '../../python/module.ts';
import { inside } from '../../python/traverse.ts';
import { type Loader, loadersOf } from '../loaders.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';

/** By what makes the generator: what makes one from the seed of a worker. */
const MAKERS: ReadonlyMap<string, (func: string) => string> = new Map([
  ['numpy.random.default_rng', (func: string) => `${func}(info.seed)`],
  ['numpy.random.RandomState', (func: string) => `${func}(info.seed % 2**32)`],
  ['random.Random', (func: string) => `${func}(info.seed)`],
  ['torch.Generator', (func: string) => `${func}().manual_seed(info.seed)`],
]);

interface Kept {
  readonly assigned: Node;
  readonly call: Call;
  readonly path: string;
  readonly name: string;
}

export const generatorDuplicatedAcrossWorkers: Rule = {
  meta: {
    code: 'SR403',
    name: 'generator-duplicated-across-workers',
    severity: 'information',
    summary: 'RNG object stored on Dataset is cloned into every worker',
    rationale:
      'A generator that is made in `__init__` goes to each worker as a copy, with the same state, and again at the start of each epoch. All workers draw the same numbers, so augmentations repeat within a batch and from epoch to epoch. Such runs do repeat; it is the quality of the randomness that suffers. Make the generator in the worker, from `get_worker_info().seed`.',
    defaultOn: true,
    fix: 'unsafe',
    sources: ['executed: both workers and both epochs returned 0.63696'],
    invalid: [
      {
        code: `
import numpy as np
from torch.utils.data import DataLoader, Dataset


class Noisy(Dataset):
    def __init__(self):
        self.rng = np.random.default_rng(0)  # <-

    def __len__(self):
        return 100

    def __getitem__(self, i):
        return self.rng.normal()


for batch in DataLoader(Noisy(), num_workers=2):
    print(batch)
`,
      },
    ],
    valid: [
      {
        why: 'each worker makes its own',
        code: `
import numpy as np
from torch.utils.data import DataLoader, IterableDataset, get_worker_info


class Stream(IterableDataset):
    def __init__(self):
        self.rng = np.random.default_rng(0)

    def __iter__(self):
        info = get_worker_info()
        if info is not None:
            self.rng = np.random.default_rng(info.seed)
        for _ in range(10):
            yield self.rng.normal()


for batch in DataLoader(Stream(), num_workers=2):
    print(batch)
`,
      },
      {
        why: 'used once, to choose the samples',
        code: `
import numpy as np
from torch.utils.data import DataLoader, Dataset


class Half(Dataset):
    def __init__(self):
        self.rng = np.random.RandomState(0)
        self.order = self.rng.permutation(100)[:50]

    def __len__(self):
        return 50

    def __getitem__(self, i):
        return self.order[i]


for batch in DataLoader(Half(), num_workers=2):
    print(batch)
`,
      },
      {
        why: 'the loader has no workers',
        code: `
import random

from torch.utils.data import DataLoader, Dataset


class Noisy(Dataset):
    def __init__(self):
        self.rng = random.Random(0)

    def __len__(self):
        return 100

    def __getitem__(self, i):
        return self.rng.random()


for batch in DataLoader(Noisy(), num_workers=0):
    print(batch)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { module } = context;
    const said = new Set<Node>();
    for (const loader of loadersOf(context)) {
      if (loader.workers === undefined || loader.workers === 0 || loader.given('worker_init_fn')) continue;
      for (const dataset of loader.datasets) {
        for (const kept of keptBy(module, dataset)) {
          if (said.has(kept.assigned)) continue;
          said.add(kept.assigned);
          const fix = fixFor(context, loader, dataset, kept);
          context.report({
            span: spanOf(module, kept.call.func),
            message:
              'Each worker of the loader gets a copy of this generator: all of them draw the same numbers, in each epoch again. Make it in the worker.',
            related: [{ message: 'the loader with workers', span: spanOf(module, loader.event.call.func) }],
            fixes: fix === null ? [] : [fix],
          });
        }
      }
    }
  },
};

/** Seeded generators that `__init__` keeps, that another method uses and none makes anew. */
function keptBy(module: Module, dataset: ClassDef): Kept[] {
  const methods = dataset.body.filter((one): one is FunctionDef => one.kind === 'FunctionDef');
  const init = methods.find(({ name }) => name === '__init__');
  const self = init?.params[0]?.name;
  if (init === undefined || self === undefined) return [];
  const others = methods.filter((method) => method !== init).flatMap(inside);
  if (inside(dataset).some((node) => mentions(node, 'get_worker_info'))) return [];
  return inside(init).flatMap((node) => {
    if (node.kind !== 'Assign' || node.targets.length !== 1) return [];
    const [target] = node.targets;
    const made = makerOf(module, node.value);
    if (made === null || target?.kind !== 'Attribute' || sourceOf(target.value) !== self) return [];
    const uses = others.filter((other) => other.kind === 'Attribute' && other.attr === target.attr);
    const anew = others.some(
      (other) => other.kind === 'Assign' && other.targets.some((one) => mentions(one, target.attr)),
    );
    return uses.length === 0 || anew ? [] : [{ assigned: node, ...made, name: target.attr }];
  });
}

function mentions(node: Node, name: string): boolean {
  return (node.kind === 'Name' && node.id === name) || (node.kind === 'Attribute' && node.attr === name);
}

/** A generator with a seed of its own; one without is another rule's. `torch.Generator()` has a fixed one. */
function makerOf(module: Module, value: Expr): { call: Call; path: string } | null {
  if (value.kind !== 'Call') return null;
  if (value.func.kind === 'Attribute' && value.func.attr === 'manual_seed')
    return makerOf(module, value.func.value);
  const path = pathOf(bindingsFor(module), value.func);
  if (path === undefined || !MAKERS.has(path)) return null;
  const seeded = value.args.length + value.keywords.length > 0 || path === 'torch.Generator';
  return seeded ? { call: value, path } : null;
}

/** Where the loader gets the dataset itself, not a part of it. */
function fixFor(
  context: RuleContext,
  { event }: Loader,
  dataset: ClassDef,
  { call, path, name }: Kept,
): Fix | null {
  const [given] = event.call.args;
  if (given?.kind !== 'Call' || given.func.kind !== 'Name' || given.func.id !== dataset.name) return null;
  const make = MAKERS.get(path);
  if (make === undefined) return null;
  return workerFunction(
    context,
    event.call,
    ['torch'],
    (names) => [
      `info = ${names.torch}.utils.data.get_worker_info()`,
      `info.dataset.${name} = ${make(sourceOf(call.func))}`,
    ],
    false,
  );
}
