// SR404: a random split without a generator of its own.

import { ownGenerator } from '../../fixes/own-generator.ts';
import { seedFixes } from '../../fixes/seed-block.ts';
import { causesOf } from '../../flow/causes.ts';
import { type DrawEvent, spanOfSite } from '../../flow/events.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { dataDraws, reportDraws, unseededMessage } from '../words.ts';

export const randomSplitWithoutGenerator: Rule = {
  meta: {
    code: 'SR404',
    name: 'random-split-without-generator',
    severity: 'warning',
    summary: '`random_split` without a generator',
    rationale:
      'What is trained on and what is tested on comes from the default generator. Unseeded, a model that is loaded again is tested on samples that it was trained on. A generator of its own keeps the split, whatever else draws.',
    defaultOn: true,
    fix: 'safe',
    sources: ['executed: rng_functions.json'],
    invalid: [
      {
        code: `
import torch
from torch.utils.data import random_split

train, test = random_split(torch.arange(10), [8, 2])  # <-
`,
      },
    ],
    valid: [
      {
        why: 'a generator of its own',
        code: `
import torch
from torch.utils.data import random_split

g = torch.Generator().manual_seed(0)
train, test = random_split(torch.arange(10), [8, 2], generator=g)
`,
      },
      {
        why: 'a split of scikit-learn with its seed',
        code: `
from sklearn.model_selection import train_test_split

train, test = train_test_split(list(range(10)), random_state=0)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    const cause = causesOf(flow).find((one) => dataDraws(one) && one.first.role === 'split');
    if (cause !== undefined) {
      const calls = [cause.first, ...cause.later].flatMap(({ call, site }) =>
        call !== null && site.module === module ? [call] : [],
      );
      const own = () => (calls.length === cause.later.length + 1 ? ownGenerator(context, calls) : null);
      reportDraws(context, cause, unseededMessage(context, cause), {
        fixes: () => [own(), ...seedFixes(context)],
      });
    }
    for (const event of flow.events) {
      if (!isSeededSplit(event) || event.call === null || event.site.module !== module) continue;
      const fix = ownGenerator(context, [event.call]);
      context.report({
        span: spanOfSite({ module, node: event.call.func }),
        severity: 'hint',
        message: 'This split changes with any draw before it: a `generator` of its own keeps it.',
        fixes: fix === null ? [] : [fix],
      });
    }
  },
};

function isSeededSplit(event: { readonly kind: string }): event is DrawEvent {
  const draw = event as DrawEvent;
  return (
    event.kind === 'draw' && draw.role === 'split' && draw.stream === 'torch' && draw.state.tag === 'seeded'
  );
}
