// SR405: a sampler takes its order from the default generator.

import { canonical } from '../../catalogue/canonical.ts';
import { pathOf } from '../../fixes/bindings.ts';
import { bindingsFor } from '../../fixes/context.ts';
import { ownGenerator } from '../../fixes/own-generator.ts';
import { mayHappen } from '../../flow/causes.ts';
import { spanOf } from '../../python/module.ts';
import type { Rule, RuleContext } from '../rule.ts';

const SAMPLER = /^torch\.utils\.data\.(?:RandomSampler|SubsetRandomSampler|WeightedRandomSampler)$/;

export const samplerWithoutGenerator: Rule = {
  meta: {
    code: 'SR405',
    name: 'sampler-without-generator',
    severity: 'hint',
    summary: 'RandomSampler/SubsetRandomSampler/WeightedRandomSampler without generator',
    rationale:
      'A sampler without a generator draws from the default one: whatever else draws before it, a layer more or an evaluation, gives another order of the data. A generator of its own keeps the order. `DistributedSampler` has one.',
    defaultOn: false,
    fix: 'safe',
    sources: ['executed: rng_functions.json'],
    invalid: [
      {
        code: `
import torch
from torch.utils.data import DataLoader, RandomSampler

torch.manual_seed(0)
data = torch.arange(8)
sampler = RandomSampler(data)  # <-
for batch in DataLoader(data, sampler=sampler):
    print(batch)
`,
      },
    ],
    valid: [
      {
        why: 'a generator of its own',
        code: `
import torch
from torch.utils.data import DataLoader, WeightedRandomSampler

g = torch.Generator().manual_seed(0)
sampler = WeightedRandomSampler([0.5, 0.5], 2, generator=g)
for batch in DataLoader(torch.arange(2), sampler=sampler):
    print(batch)
`,
      },
      {
        why: 'has a generator of its own, seeded with 0',
        code: `
import torch
from torch.utils.data.distributed import DistributedSampler

sampler = DistributedSampler(torch.arange(8), num_replicas=2, rank=0)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    for (const event of flow.events) {
      if (event.kind !== 'draw' || event.role !== 'sampler' || event.call === null) continue;
      if (event.stream !== 'torch') continue;
      if (!mayHappen(event) || event.site.module !== module || !SAMPLER.test(canonical(event.api))) continue;
      if (event.call.keywords.some(({ name }) => name === null)) continue;
      // A name that may be another sampler as well: that may take no generator.
      const direct = SAMPLER.test(canonical(pathOf(bindingsFor(module), event.call.func) ?? ''));
      const fix = direct ? ownGenerator(context, [event.call]) : null;
      context.report({
        span: spanOf(module, event.call.func),
        message: 'The order changes with any draw before it: a `generator` of its own keeps it.',
        fixes: fix === null ? [] : [fix],
      });
    }
  },
};
