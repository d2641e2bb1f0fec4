// SR401: a loader shuffles, and has no generator of its own.

import { ownGenerator } from '../../fixes/own-generator.ts';
import { seedFixes } from '../../fixes/seed-block.ts';
import { causesOf } from '../../flow/causes.ts';
import { spanOfSite } from '../../flow/events.ts';
import type { Call, Expr } from '../../python/ast.ts';
import { around } from '../../python/traverse.ts';
import { callsOf } from '../course.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { dataDraws, reportDraws, unseededMessage } from '../words.ts';

export const dataloaderShuffleWithoutGenerator: Rule = {
  meta: {
    code: 'SR401',
    name: 'dataloader-shuffle-without-generator',
    severity: 'warning',
    summary: '`shuffle=True` and no generator',
    rationale:
      'A loader that shuffles takes its order from the default generator. Unseeded, each run sees the data in another order; seeded, the order still changes with any draw that is added before it. A generator of its own keeps it.',
    defaultOn: true,
    fix: 'safe',
    sources: ['executed: rng_functions.json', 'pytorch/pytorch docs/source/notes/randomness.md @2046ae1a'],
    invalid: [
      {
        code: `
import torch
from torch.utils.data import DataLoader

loader = DataLoader(torch.arange(8), shuffle=True)  # <-
for batch in loader:
    print(batch)
`,
      },
    ],
    valid: [
      {
        why: 'torch is seeded: the order repeats',
        code: `
import torch
from torch.utils.data import DataLoader

torch.manual_seed(0)
for batch in DataLoader(torch.arange(8), shuffle=True):
    print(batch)
`,
      },
      {
        why: 'workers of a loader that has its generator',
        code: `
import torch
from torch.utils.data import DataLoader

g = torch.Generator().manual_seed(0)
for batch in DataLoader(torch.arange(8), shuffle=True, num_workers=2, generator=g):
    print(batch)
`,
      },
      {
        why: 'a loader for evaluation keeps the order',
        code: `
import torch
from torch.utils.data import DataLoader

for batch in DataLoader(torch.arange(8), batch_size=4, num_workers=2):
    print(batch)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module, settings } = context;
    const cause = causesOf(flow).find((one) => dataDraws(one) && one.first.role === 'shuffle');
    if (cause !== undefined) {
      const calls = [cause.first, ...cause.later].flatMap(({ call, site }) =>
        call !== null && site.module === module ? [call] : [],
      );
      const own = () => (calls.length === cause.later.length + 1 ? ownGenerator(context, calls) : null);
      reportDraws(context, cause, unseededMessage(context, cause), {
        fixes: () => [own(), ...seedFixes(context)],
      });
    }
    const said = new Set([cause?.first, ...(cause?.later ?? [])].map((draw) => draw?.call));
    for (const event of callsOf(flow, (api) => api.endsWith('DataLoader'))) {
      const { call, constants, site } = event;
      if (site.module !== module || said.has(call)) continue;
      const given = (name: string) => call.keywords.some((keyword) => keyword.name === name);
      const shuffles = constants.get('shuffle') === true || constants.get(2) === true;
      const workers = constants.get('num_workers') ?? constants.get(5);
      const busy =
        typeof workers === 'number' && workers > 0 && (shuffles || given('sampler') || isForTraining(call));
      if (given('generator') || given('worker_init_fn') || call.keywords.some(({ name }) => name === null))
        continue;
      if (!busy && !(settings.strict && shuffles)) continue;
      const fix = given('sampler') ? null : ownGenerator(context, [call]);
      context.report({
        span: spanOfSite({ module, node: call.func }),
        severity: 'hint',
        message:
          'The order of this loader and the seeds of its workers change with any draw before it: a `generator` of its own keeps them.',
        fixes: fix === null ? [] : [fix],
      });
    }
  },
};

/** A loader whose own words say that it serves training: what its workers draw decides what is learned. */
function isForTraining(call: Call): boolean {
  const [dataset] = call.args;
  const outer = around(call);
  const assigned = outer.find((node) => node.kind === 'Assign');
  const method = outer.find((node) => node.kind === 'FunctionDef');
  const words = [
    dataset === undefined ? '' : sourceOf(dataset),
    assigned?.kind === 'Assign' ? assigned.targets.map(sourceOf).join(' ') : '',
    method?.kind === 'FunctionDef' && method.name === 'train_dataloader' ? method.name : '',
  ].join(' ');
  return /train/i.test(words) && !/val|test|eval/i.test(words);
}

function sourceOf(node: Expr): string {
  return node.unit.text.slice(node.start, node.end);
}
