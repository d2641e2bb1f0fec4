// SR109: a seed for the GPUs that `torch.manual_seed` has already given them.

import { mayHappen } from '../../flow/causes.ts';
import { type SeedEvent, spanOfSite } from '../../flow/events.ts';
import { sourceOf } from '../../python/arguments.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { relate } from '../words.ts';

export const redundantCudaSeed: Rule = {
  meta: {
    code: 'SR109',
    name: 'redundant-cuda-seed',
    severity: 'hint',
    summary: 'torch.cuda.manual_seed(_all) already done by torch.manual_seed',
    rationale:
      '`torch.manual_seed` seeds the CPU and every GPU. The calls of `torch.cuda` with the same seed beside it do nothing more. They do no harm either, and the well-known seed block has them: this rule is for those who like it short.',
    defaultOn: false,
    fix: 'none',
    sources: ['torch 2.13.0 torch/random.py:49-86'],
    invalid: [
      {
        code: `
import torch

torch.manual_seed(7)
torch.cuda.manual_seed_all(7)  # <-
`,
      },
    ],
    valid: [
      {
        why: 'another seed for the GPU',
        code: `
import torch

torch.manual_seed(7)
torch.cuda.manual_seed(8)
`,
      },
      {
        why: 'only the GPU is seeded',
        code: `
import torch

torch.cuda.manual_seed_all(7)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    const seeds = flow.events.filter(
      (event): event is SeedEvent =>
        event.kind === 'seed' && mayHappen(event) && event.site.module === module,
    );
    const whole = seeds.filter((seed) => /^torch\.(?:random\.)?manual_seed$/.test(seed.api));
    for (const seed of seeds) {
      if (!/^torch\.cuda\.(?:random\.)?manual_seed(?:_all)?$/.test(seed.api)) continue;
      const same = whole.find((other) => other.inside === seed.inside && isSame(other, seed));
      if (same === undefined) continue;
      context.report({
        span: spanOfSite(seed.site),
        message: '`torch.manual_seed` gives this seed to every GPU: this call adds nothing.',
        related: [relate('seeded here', same)],
      });
    }
  },
};

function isSame(a: SeedEvent, b: SeedEvent): boolean {
  if (a.argument === null || b.argument === null) return false;
  if (a.value.tag === 'constant' && b.value.tag === 'constant') return a.value.value === b.value.value;
  return sourceOf(a.argument) === sourceOf(b.argument);
}
