// SR406: the order of the data is the same in each epoch, because nobody tells the sampler which epoch it is.

import { placesOf } from '../../fixes/blocks.ts';
import { bindingsFor } from '../../fixes/context.ts';
import { extentOf, indentAt, layoutOf, lineStart, lines, spanAt } from '../../fixes/layout.ts';
import { mentionsAttribute } from '../../flow/mentions.ts';
import { argumentOf, literalOf, sourceOf } from '../../python/arguments.ts';
import type { Call, For, Node } from '../../python/ast.ts';
import { type Module, spanOf } from '../../python/module.ts';
import { around, everyNode } from '../../python/traverse.ts';
import { namedCalls } from '../named-calls.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';

/** They set the epoch themselves. */
const HANDLED = /^(?:accelerate|lightning|pytorch_lightning|deepspeed|ignite|composer|catalyst|colossalai)$/;
const EVALUATION = /val|test|eval|dev|infer|predict/i;

export const distributedSamplerNoSetEpoch: Rule = {
  meta: {
    code: 'SR406',
    name: 'distributed-sampler-no-set-epoch',
    severity: 'information',
    summary: 'same shuffle order every epoch',
    rationale:
      '`DistributedSampler` shuffles by its seed and the number of the epoch. Unless `set_epoch` tells it that number, each epoch comes in the order of the first. Such runs do repeat; it is the training that suffers. Call `sampler.set_epoch(epoch)` at the top of the epoch.',
    defaultOn: true,
    fix: 'safe',
    sources: ['torch 2.13.0 torch/utils/data/distributed.py:49,62,146', 'executed'],
    invalid: [
      {
        code: `
import torch
from torch.utils.data import DataLoader
from torch.utils.data.distributed import DistributedSampler

data = torch.randn(8, 2)
model = torch.nn.Linear(2, 1)
sampler = DistributedSampler(data, num_replicas=2, rank=0)  # <-
loader = DataLoader(data, sampler=sampler)
for epoch in range(3):
    for batch in loader:
        model(batch).sum().backward()
`,
      },
    ],
    valid: [
      {
        why: 'the sampler knows the epoch',
        code: `
import torch
from torch.utils.data import DataLoader
from torch.utils.data.distributed import DistributedSampler

data = torch.randn(8, 2)
model = torch.nn.Linear(2, 1)
loader = DataLoader(data, sampler=DistributedSampler(data, num_replicas=2, rank=0))
for epoch in range(3):
    loader.sampler.set_epoch(epoch)
    for batch in loader:
        model(batch).sum().backward()
`,
      },
      {
        why: 'another file of the project trains, and sets the epoch',
        code: `
import torch
from engine import fit
from torch.utils.data import DataLoader
from torch.utils.data.distributed import DistributedSampler

data = torch.randn(8, 2)
sampler = DistributedSampler(data, num_replicas=2, rank=0)
loader = DataLoader(data, sampler=sampler)
for epoch in range(3):
    fit(torch.nn.Linear(2, 1), loader, epoch)
`,
        files: {
          'engine.py':
            'def fit(model, loader, epoch):\n    loader.sampler.set_epoch(epoch)\n    for batch in loader:\n        model(batch).sum().backward()\n',
        },
      },
      {
        why: 'it does not shuffle, or serves evaluation',
        code: `
import torch
from torch.utils.data import DataLoader, DistributedSampler

data = torch.randn(8, 2)
model = torch.nn.Linear(2, 1)
sampler = DistributedSampler(data, num_replicas=2, rank=0, shuffle=False)
val_sampler = DistributedSampler(data, num_replicas=2, rank=0)
loader = DataLoader(data, sampler=sampler)
for epoch in range(3):
    for batch in loader:
        model(batch).sum().backward()
`,
      },
      {
        why: 'the framework tells it',
        code: `
import torch
from accelerate import Accelerator
from torch.utils.data import DataLoader, DistributedSampler

torch.manual_seed(0)
accelerator = Accelerator()
data = torch.randn(8, 2)
model = torch.nn.Linear(2, 1)
sampler = DistributedSampler(data, num_replicas=2, rank=0)
loader = accelerator.prepare(DataLoader(data, sampler=sampler))
for epoch in range(3):
    for batch in loader:
        accelerator.backward(model(batch).sum())
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    // The default run is of one process, and of no training where that is an option: what is written counts.
    const samplers = namedCalls(module).filter(({ path }) => path === 'torch.utils.data.DistributedSampler');
    const loops = samplers.length === 0 ? [] : epochLoops(module);
    if (loops.length === 0 || !flow.events.some(({ kind }) => kind === 'train') || isHandled(context)) return;
    for (const { call } of samplers) {
      if (!shuffles(call) || servesEvaluation(call)) continue;
      const fix = fixFor(module, call, loops);
      context.report({
        span: spanOf(module, call.func),
        message:
          'Nothing tells this sampler the epoch, so each epoch has the same order: call `set_epoch(epoch)`.',
        fixes: fix === null ? [] : [fix],
      });
    }
  },
};

function epochLoops(module: Module): For[] {
  return everyNode(module).filter(
    (node): node is For =>
      node.kind === 'For' && /epoch/i.test(`${sourceOf(node.target)} ${sourceOf(node.iter)}`),
  );
}

/** Something in the run sets the epoch, or a framework does. */
function isHandled({ flow, module }: RuleContext): boolean {
  const modules = new Set([module]);
  for (const { site, path } of flow.events) for (const one of [site, ...path]) modules.add(one.module);
  if ([...modules].some((one) => mentionsAttribute(one, 'set_epoch'))) return true;
  if (namedCalls(module).some(({ path }) => /Trainer$/.test(path))) return true;
  return [...bindingsFor(module).imported.values()].some((path) => HANDLED.test(path.split('.', 1)[0] ?? ''));
}

function shuffles(call: Call): boolean {
  if (call.keywords.some(({ name }) => name === null)) return false;
  const given = argumentOf(call, 'shuffle', 3);
  return given === undefined || literalOf(given) === true;
}

function servesEvaluation(call: Call): boolean {
  const assigned = around(call).find((node) => node.kind === 'Assign');
  const words = assigned?.kind === 'Assign' ? assigned.targets.map(sourceOf) : [];
  return EVALUATION.test([...words, ...call.args.slice(0, 1).map(sourceOf)].join(' '));
}

/** At the top of the first epoch loop below, in the same function, by the name of the sampler. */
function fixFor(module: Module, call: Call, loops: readonly For[]): Fix | null {
  const statement = placesOf(module, call).at(-1)?.statement;
  const target = statement?.kind === 'Assign' && statement.targets.length === 1 ? statement.targets[0] : null;
  if (target?.kind !== 'Name' || statement?.kind !== 'Assign') return null;
  const loop = loops.find((one) => scopeOf(one) === scopeOf(call) && isBelow(module, one, call));
  const first = loop?.body[0];
  if (loop?.target.kind !== 'Name' || loop.target.id === '_' || first === undefined || loop.unit.broken)
    return null;
  const layout = layoutOf(module, loop.unit.cell);
  const { start } = extentOf(first);
  const at = lineStart(layout.text, start);
  const indent = indentAt(layout.text, start);
  if (layout.text.slice(at, start) !== indent) return null;
  const set = `${target.id}.set_epoch(${loop.target.id})`;
  const text = isSure(module, target.id, statement.value, call)
    ? [indent + set]
    : [`${indent}if hasattr(${target.id}, "set_epoch"):`, indent + layout.indent + set];
  return {
    title: `Call \`${set}\` in each epoch`,
    safe: true,
    edits: [{ span: spanAt(module, layout.cell, at), text: lines(layout, text) }],
  };
}

function scopeOf(node: Node): Node | undefined {
  return around(node).find((one) => one.kind === 'FunctionDef');
}

function isBelow(module: Module, loop: For, call: Call): boolean {
  const [a, b] = [module.units.indexOf(loop.unit), module.units.indexOf(call.unit)];
  return loop.unit.cell === call.unit.cell && (a > b || (a === b && loop.start > call.start));
}

/** Whether the name is this sampler and nothing else, on every path. */
function isSure(module: Module, name: string, value: Node, call: Call): boolean {
  const given = everyNode(module).filter(
    (node) => node.kind === 'Assign' && node.targets.some((one) => one.kind === 'Name' && one.id === name),
  );
  const branches = around(call).some((node) => node.kind === 'If' || node.kind === 'Try');
  return value === call && given.length === 1 && !branches;
}
