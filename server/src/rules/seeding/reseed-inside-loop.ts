// SR110: the same seed is set again and again while a network is trained.

import { namesIn } from '../../fixes/names-in.ts';
import { varySeed } from '../../fixes/vary-seed.ts';
import { seedsGlobally } from '../../flow/causes.ts';
import type { FlowEvent, SeedEvent } from '../../flow/events.ts';
import { sourceOf } from '../../python/arguments.ts';
import type { Call, Expr, For, FunctionDef, Node, While } from '../../python/ast.ts';
import { spanOf } from '../../python/module.ts';
import { around, inside } from '../../python/traverse.ts';
import { namedCalls } from '../named-calls.ts';
import type { Rule, RuleContext } from '../rule.ts';

const STEPS = /^(?:__getitem__|__getitems__|forward|training_step|collate_fn)$/;
/** Evaluation and pictures start from the same numbers on purpose. */
const APART = /eval|valid|test|sampl|generat|visual|infer|predict|plot|demo|log|image|figure|benchmark/i;
const RESTORES = /fork_rng|[gs]et_rng_state|[gs]etstate|[gs]et_state|preserve_rng|isolate_rng|temp_seed/;

type Loop = For | While;

/** Where a seed is set again: the call in this file, and what is given to it. */
interface Again {
  readonly call: Call;
  readonly argument: Expr;
  readonly around: Loop | FunctionDef;
}

export const reseedInsideLoop: Rule = {
  meta: {
    code: 'SR110',
    name: 'reseed-inside-loop',
    severity: 'information',
    summary: 'constant reseed inside the training loop / __getitem__ / forward',
    rationale:
      'Each pass that seeds with the same number draws the same numbers: the same order, dropout masks and crops, epoch after epoch. Such runs do repeat; it is the quality of the randomness that suffers. Seed once before the loop, or with the epoch in the seed.',
    defaultOn: true,
    fix: 'unsafe',
    sources: ['executed, torch 2.13.0: equal dropout masks in each epoch'],
    invalid: [
      {
        code: `
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(3):
    torch.manual_seed(0)  # <-
    for batch in torch.randn(8, 2):
        model(batch).sum().backward()
        optimizer.step()
`,
      },
      {
        code: `
import random

import torch
from torch.utils.data import DataLoader, Dataset


class Crops(Dataset):
    def __len__(self):
        return 8

    def __getitem__(self, i):
        random.seed(42)  # <-
        return random.random()


for batch in DataLoader(Crops()):
    print(batch)
`,
      },
    ],
    valid: [
      {
        why: 'the epoch is in the seed',
        code: `
import torch

model = torch.nn.Linear(2, 1)
for epoch in range(3):
    torch.manual_seed(1000 + epoch)
    model(torch.randn(2)).sum().backward()
`,
      },
      {
        why: 'each pass is an experiment of its own',
        code: `
import torch

for rate in (0.1, 0.01):
    torch.manual_seed(0)
    model = torch.nn.Linear(2, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    for step in range(3):
        model(torch.randn(2)).sum().backward()
        optimizer.step()
`,
      },
      {
        why: 'the same samples are drawn in each epoch, and the state is put back',
        code: `
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
for epoch in range(3):
    model(torch.randn(2)).sum().backward()
    with torch.random.fork_rng():
        torch.manual_seed(0)
        print(model(torch.randn(2)))
`,
      },
      {
        why: 'a function that evaluates samples the same neighbours each time',
        code: `
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)


@torch.no_grad()
def test():
    torch.manual_seed(12)
    return model(torch.randn(2)).item()


for epoch in range(3):
    model(torch.randn(2)).sum().backward()
    print(test())
`,
      },
      {
        why: 'one seed for two transforms that have to agree',
        code: `
import random

import torch
from torch.utils.data import DataLoader, Dataset


class Pairs(Dataset):
    def __len__(self):
        return 8

    def __getitem__(self, i):
        seed = random.randint(0, 2**31)
        random.seed(seed)
        a = random.random()
        random.seed(seed)
        return a, random.random()


torch.manual_seed(0)
random.seed(0)
for batch in DataLoader(Pairs()):
    print(batch)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    const said = new Set<Call>();
    for (const event of flow.events) {
      if (event.kind !== 'seed' || event.reach === 'skipped' || !seedsGlobally(event)) continue;
      const again = againOf(context, event);
      if (again === null || said.has(again.call)) continue;
      said.add(again.call);
      const fix =
        again.around.kind === 'FunctionDef'
          ? null
          : varySeed(module, again.call, again.argument, again.around);
      context.report({
        span: spanOf(module, again.call),
        message:
          'Each pass seeds again with the same number and so draws the same ones: seed once before, or with the epoch in the seed.',
        fixes: fix === null ? [] : [fix],
      });
    }
  },
};

function againOf(context: RuleContext, event: SeedEvent): Again | null {
  const { flow, module } = context;
  if (event.value.tag !== 'constant' && event.value.tag !== 'unknown') return null;
  const direct = event.site.module === module ? event.site.node : null;
  const within = flow.seedFunctions.find(
    (fn) => fn.definition === event.inside && !isApart(fn.definition) && onlySeeds(fn.definition),
  );
  // Through a function that does nothing but seed, the call of it counts.
  const last = event.path.at(-1);
  const node = within !== undefined && last?.module === module ? last.node : direct;
  if (node?.kind !== 'Call') return null;
  const argument = node === direct ? event.argument : onlyArgument(node);
  if (argument === null || !isInvariant(argument)) return null;
  const outer = around(node);
  const fn = outer.find((one): one is FunctionDef => one.kind === 'FunctionDef');
  if (outer.some((one) => one.kind === 'Lambda') || (fn !== undefined && isApart(fn))) return null;
  if (fn !== undefined && STEPS.test(fn.name))
    return dependsOn(argument, fn) ? null : { call: node, argument, around: fn };
  const inner = fn === undefined ? outer : outer.slice(0, outer.indexOf(fn));
  const loops = inner.filter((one): one is Loop => one.kind === 'For' || one.kind === 'While');
  if (
    inner.some((one) => one.kind === 'With' && one.items.some(({ value }) => RESTORES.test(sourceOf(value))))
  )
    return null;
  const loop = loops.find((one) => trainsIn(context, one));
  if (loop === undefined || loops.some((one) => dependsOn(argument, one))) return null;
  return { call: node, argument, around: loop };
}

/** No loop and no result: the function is there to seed. */
function onlySeeds({ body }: FunctionDef): boolean {
  return body.every(({ kind }) => kind === 'Expr' || kind === 'Assign' || kind === 'If' || kind === 'Import');
}

function isApart(fn: FunctionDef): boolean {
  return (
    APART.test(fn.name) || inside(fn).some((node) => node.kind === 'Attribute' && RESTORES.test(node.attr))
  );
}

function onlyArgument(call: Call): Expr | null {
  const given = [...call.args, ...call.keywords.map(({ value }) => value)];
  return given.length === 1 ? (given[0] ?? null) : null;
}

/** A number, or a name that is not the object's own: those may change from pass to pass. */
function isInvariant(argument: Expr): boolean {
  return (
    argument.kind === 'Num' ||
    argument.kind === 'Name' ||
    (argument.kind === 'Attribute' &&
      isInvariant(argument.value) &&
      !/^(?:self|cls)\b/.test(sourceOf(argument)))
  );
}

/** Whether a loop or function binds a name that the seed is made of. */
function dependsOn(argument: Expr, outer: Loop | FunctionDef): boolean {
  const bound = new Set<string>();
  const bind = (target: Node) => {
    for (const name of namesIn(target)) bound.add(name);
  };
  if (outer.kind === 'For') bind(outer.target);
  if (outer.kind === 'FunctionDef') for (const { name } of outer.params) bound.add(name);
  for (const node of inside(outer)) {
    if (node.kind === 'Assign') node.targets.forEach(bind);
    else if (node.kind === 'AugAssign' || node.kind === 'AnnAssign' || node.kind === 'For') bind(node.target);
  }
  return [...namesIn(argument)].some((name) => bound.has(name));
}

/** The loop trains one network: its steps are in it, and neither the network nor its optimizer is made there. */
function trainsIn({ flow, module }: RuleContext, loop: Loop): boolean {
  const within = new Set<unknown>(inside(loop));
  const comesBy = (event: FlowEvent) =>
    [...event.path, event.site].some((site) => site.module === module && within.has(site.node));
  const events = flow.events.filter(comesBy);
  const makes = events.some(
    (event) => event.kind === 'draw' && (event.role === 'layer' || event.role === 'model'),
  );
  const optimizes = namedCalls(module).some(
    ({ call, path }) => /^torch\.optim\.[A-Z]/.test(path) && within.has(call),
  );
  return events.some((event) => event.kind === 'train') && !makes && !optimizes;
}
