// SR114: the seed is in a branch that does not dominate the draw.

import { hoistSeed } from '../../fixes/hoist-seed.ts';
import { causesOf } from '../../flow/causes.ts';
import { spanOfSite } from '../../flow/events.ts';
import type { Related, Rule, RuleContext } from '../rule.ts';
import { relate, reportDraws, seedWords, sentence } from '../words.ts';

export const seedInOneBranchOnly: Rule = {
  meta: {
    code: 'SR114',
    name: 'seed-in-one-branch-only',
    severity: 'warning',
    summary: 'the seed call is in a branch that does not dominate the draw',
    rationale:
      'A seed under `if torch.cuda.is_available():` or under a switch that is off by default leaves the other path unseeded. Seeding costs nothing: do it on every path.',
    defaultOn: true,
    fix: 'unsafe',
    sources: ['found in real scripts; see peers.md'],
    invalid: [
      {
        code: `
import torch

if torch.cuda.is_available():
    torch.manual_seed(0)
x = torch.randn(2)  # <-
`,
      },
      {
        code: `
import argparse
import random

parser = argparse.ArgumentParser()
parser.add_argument("--deterministic", action="store_true")
args = parser.parse_args()
if args.deterministic:
    random.seed(0)
print(random.random())  # <-
`,
      },
    ],
    valid: [
      {
        why: 'both branches seed',
        code: `
import torch

if torch.cuda.is_available():
    torch.manual_seed(0)
else:
    torch.manual_seed(1)
x = torch.randn(2)
`,
      },
      {
        why: 'only the extra seed of the GPU is in the branch',
        code: `
import torch

torch.manual_seed(0)
if torch.cuda.is_available():
    torch.cuda.manual_seed_all(0)
x = torch.randn(2)
`,
      },
    ],
  },
  check(context: RuleContext) {
    for (const cause of causesOf(context.flow)) {
      const { seed, first, stream } = cause;
      if (cause.kind !== 'one-branch' || seed === null) continue;
      const related: Related[] = [relate('seeded on this path only', seed)];
      if (seed.guard !== null)
        related.push({ message: 'the branch depends on this', span: spanOfSite(seed.guard.test) });
      const hoisted = hoistSeed(context, seed);
      reportDraws(
        context,
        cause,
        `${sentence(first, stream)}; \`${seedWords(seed)}\` seeds it on one path only: seed before the branch.`,
        { related, fixes: hoisted === null ? [] : [hoisted] },
      );
    }
  },
};
