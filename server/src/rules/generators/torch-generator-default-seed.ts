// SR204: a generator of torch with the seed that all of them start with.

import { spanAt } from '../../fixes/layout.ts';
import { seedText } from '../../fixes/seed-value.ts';
import type { Call, Expr, Node } from '../../python/ast.ts';
import { type Module, spanOf } from '../../python/module.ts';
import { around, everyNode } from '../../python/traverse.ts';
import { namedCalls } from '../named-calls.ts';
import type { Rule, RuleContext } from '../rule.ts';

const SEEDS = /^(?:manual_seed|seed|set_state|graphsafe_set_state|clone_state)$/;

export const torchGeneratorDefaultSeed: Rule = {
  meta: {
    code: 'SR204',
    name: 'torch-generator-default-seed',
    severity: 'hint',
    summary: 'torch.Generator() never manual_seed-ed',
    rationale:
      'A new `torch.Generator()` starts with one fixed seed, the same in each run and for each generator: such runs repeat. But the seed of the script does not reach it, so trying other seeds changes nothing that it draws. Give it the seed by `manual_seed`.',
    defaultOn: false,
    fix: 'safe',
    sources: [
      'executed: rng_functions.json (initial seed 67280421310721)',
      'CUDAGeneratorImpl.cpp createCUDAGenerator uses default_rng_seed_val',
    ],
    invalid: [
      {
        code: `
import torch

g = torch.Generator()  # <-
x = torch.randn(2, generator=g)
`,
      },
      {
        code: `
import torch
from torch.utils.data import random_split

a, b = random_split(torch.arange(10), [8, 2], generator=torch.Generator())  # <-
`,
      },
    ],
    valid: [
      {
        why: 'seeded at once, or on the next line',
        code: `
import torch

a = torch.Generator().manual_seed(0)
b = torch.Generator(device="cpu")
b.manual_seed(1)
x = torch.randn(2, generator=a) + torch.randn(2, generator=b)
`,
      },
      {
        why: 'something else may seed it',
        code: `
import torch
from settings import prepare

g = torch.Generator()
prepare(g)
x = torch.randn(2, generator=g)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { module } = context;
    for (const { call, path } of namedCalls(module)) {
      if (path !== 'torch.Generator' || !isUsedUnseeded(module, call)) continue;
      const { unit } = call;
      const seed = seedText(context, call);
      const edits = unit.broken
        ? []
        : [{ span: spanAt(module, unit.cell, unit.start + call.end), text: `.manual_seed(${seed})` }];
      context.report({
        span: spanOf(module, call.func),
        message:
          'The seed of the script does not reach this generator, whose own is fixed: call `manual_seed`.',
        fixes: edits.length === 0 ? [] : [{ title: `Seed it with ${seed}`, safe: true, edits }],
      });
    }
  },
};

function isUsedUnseeded(module: Module, call: Call): boolean {
  const [up] = around(call);
  if (isGeneratorArgument(call, up)) return true;
  const target = up?.kind === 'Assign' && up.targets.length === 1 ? up.targets[0] : undefined;
  if (target?.kind !== 'Name' && target?.kind !== 'Attribute') return false;
  const uses = everyNode(module).filter((node) => node !== target && isSame(node, target));
  return uses.length > 0 && uses.every((use) => drawsOnly(use as Expr));
}

function isSame(node: Node, target: Expr): boolean {
  return target.kind === 'Name'
    ? node.kind === 'Name' && node.id === target.id
    : target.kind === 'Attribute' && node.kind === 'Attribute' && node.attr === target.attr;
}

/** Handed over as a generator, or asked for something that does not seed it. */
function drawsOnly(use: Expr): boolean {
  const [up] = around(use);
  if (up?.kind === 'Attribute') return !SEEDS.test(up.attr);
  return isGeneratorArgument(use, up);
}

function isGeneratorArgument(use: Expr, up: Node | undefined): boolean {
  return up?.kind === 'Call' && up.keywords.some(({ name, value }) => name === 'generator' && value === use);
}
