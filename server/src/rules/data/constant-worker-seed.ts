// SR407: the function that seeds the workers gives all of them the same seed.

import { nameOf } from '../../fixes/bindings.ts';
import { bindingsFor } from '../../fixes/context.ts';
import { namesIn } from '../../fixes/names-in.ts';
import { replaceBy } from '../../fixes/set-value.ts';
import { seedsGlobally } from '../../flow/causes.ts';
import type { SeedEvent } from '../../flow/events.ts';
import { argumentOf } from '../../python/arguments.ts';
import type { Call, Expr, FunctionDef, Lambda } from '../../python/ast.ts';
import { type Module, spanOf } from '../../python/module.ts';
import { everyNode, inside } from '../../python/traverse.ts';
import { loadersOf } from '../loaders.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';

/** A seed in the function itself, or one that a function of the project sets for it. */
interface WorkerSeed {
  /** The call in the function. */
  readonly call: Call;
  readonly argument: Expr;
}

export const constantWorkerSeed: Rule = {
  meta: {
    code: 'SR407',
    name: 'constant-worker-seed',
    severity: 'information',
    summary: 'worker_init_fn gives every worker the same seed',
    rationale:
      'Workers that start from one seed draw the same numbers: each image of a batch is cropped as its neighbour from another worker is, and each epoch as the one before. Such runs do repeat; it is the quality of the randomness that suffers. `torch.initial_seed()` is another number in each worker and epoch, and the same one in each run.',
    defaultOn: true,
    fix: 'safe',
    sources: ['pytorch/pytorch docs/source/notes/randomness.md @2046ae1a'],
    invalid: [
      {
        code: `
import numpy as np
import torch
from torch.utils.data import DataLoader


def init(worker_id):
    np.random.seed(0)  # <-


loader = DataLoader(torch.arange(8), num_workers=2, worker_init_fn=init)
for batch in loader:
    print(batch)
`,
      },
      {
        code: `
import random

import torch
from torch.utils.data import DataLoader

SEED = 3
loader = DataLoader(torch.arange(8), num_workers=2, worker_init_fn=lambda _: random.seed(SEED))  # <-
for batch in loader:
    print(batch)
`,
      },
    ],
    valid: [
      {
        why: 'the recipe of the PyTorch notes',
        code: `
import random

import numpy as np
import torch
from torch.utils.data import DataLoader


def seed_worker(worker_id):
    worker_seed = torch.initial_seed() % 2**32
    np.random.seed(worker_seed)
    random.seed(worker_seed)


for batch in DataLoader(torch.arange(8), num_workers=2, worker_init_fn=seed_worker):
    print(batch)
`,
      },
      {
        why: 'the number of the worker is in it',
        code: `
import numpy as np
import torch
from torch.utils.data import DataLoader

SEED = 3


def init(worker_id):
    seed = SEED + worker_id
    np.random.seed(seed)


for batch in DataLoader(torch.arange(8), num_workers=2, worker_init_fn=init):
    print(batch)
`,
      },
      {
        why: 'the state of the worker is mixed in',
        code: `
import numpy as np
import torch
from torch.utils.data import DataLoader


def init(i):
    np.random.seed(np.random.get_state()[1][0] + i)


for batch in DataLoader(torch.arange(8), num_workers=2, worker_init_fn=init):
    print(batch)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { module } = context;
    const said = new Set<Call>();
    for (const loader of loadersOf(context)) {
      const given = argumentOf(loader.event.call, 'worker_init_fn', 8);
      const fn = given === undefined ? null : functionOf(module, given);
      if (fn === null) continue;
      for (const { call, argument } of seedsIn(context, fn)) {
        if (said.has(call) || !isConstant(argument, fn)) continue;
        said.add(call);
        const fix = fixFor(module, argument);
        context.report({
          span: spanOf(module, call),
          message: 'Every worker gets this seed and draws the same numbers: take `torch.initial_seed()`.',
          related: [{ message: 'the loader', span: spanOf(module, loader.event.call.func) }],
          fixes: fix === null ? [] : [fix],
        });
      }
    }
  },
};

/** The function of this file that an argument names, if there is one of that name. */
function functionOf(module: Module, given: Expr): FunctionDef | Lambda | null {
  if (given.kind === 'Lambda') return given;
  if (given.kind !== 'Name') return null;
  const named = everyNode(module).filter(
    (node): node is FunctionDef => node.kind === 'FunctionDef' && node.name === given.id,
  );
  return named.length === 1 ? (named[0] ?? null) : null;
}

function seedsIn({ flow, module }: RuleContext, fn: FunctionDef | Lambda): WorkerSeed[] {
  const own = new Set<unknown>(inside(fn));
  return flow.events.flatMap((event) => {
    if (event.kind !== 'seed' || event.reach === 'skipped' || !seedsGlobally(event)) return [];
    const call = [...event.path, event.site].find(
      ({ module: of, node }) => of === module && own.has(node) && node.kind === 'Call',
    )?.node;
    const argument = call?.kind === 'Call' ? seedArgument(event, call) : null;
    return call?.kind === 'Call' && argument !== null ? [{ call, argument }] : [];
  });
}

/** The seed as the function gives it: to the seeder, or as the only argument to a function that seeds. */
function seedArgument(event: SeedEvent, call: Call): Expr | null {
  if (event.site.node === call) return event.argument;
  const given = [...call.args, ...call.keywords.map(({ value }) => value)];
  return given.length === 1 ? (given[0] ?? null) : null;
}

/** Neither the worker's number nor anything that is asked for in the worker goes into it. */
function isConstant(argument: Expr, fn: FunctionDef | Lambda): boolean {
  const [first] = fn.params;
  const varying = new Set(first === undefined ? [] : [first.name]);
  for (const node of inside(fn)) {
    if (node.kind !== 'Assign' && node.kind !== 'AugAssign') continue;
    const targets = node.kind === 'Assign' ? node.targets : [node.target];
    const varies = hasCall(node.value) || [...namesIn(node.value)].some((name) => varying.has(name));
    for (const target of varies ? targets : []) for (const name of namesIn(target)) varying.add(name);
  }
  return !hasCall(argument) && ![...namesIn(argument)].some((name) => varying.has(name));
}

function hasCall(node: Expr): boolean {
  return [node, ...inside(node)].some((one) => one.kind === 'Call' || one.kind === 'Subscript');
}

function fixFor(module: Module, argument: Expr): Fix | null {
  const torch = nameOf(bindingsFor(module), 'torch');
  if (torch === undefined || argument.unit.broken) return null;
  const edit = replaceBy(module, argument, `${torch}.initial_seed() % 2**32`);
  return { title: 'Take the seed that torch gave the worker', safe: true, edits: [edit] };
}
