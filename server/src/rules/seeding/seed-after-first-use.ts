// SR104: a stream is seeded only after something has drawn from it.

import { moveSeed } from '../../fixes/move-seed.ts';
import { seedFixes } from '../../fixes/seed-block.ts';
import { causesOf } from '../../flow/causes.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { isSeededByTrainer, relate, reportDraws, seedWords, sentence } from '../words.ts';

export const seedAfterFirstUse: Rule = {
  meta: {
    code: 'SR104',
    name: 'seed-after-first-use',
    severity: 'warning',
    summary: 'a draw (often model construction) precedes the seed call in execution order',
    rationale:
      'A seed only governs what is drawn after it. A model that is built, or data that is split, before the seed differs in each run, and the seed then gives a false sense of safety. Order of execution counts, not order of the text.',
    defaultOn: true,
    fix: 'safe',
    sources: ['documentation, not executed'],
    invalid: [
      {
        code: `
import torch
import torch.nn as nn

model = nn.Linear(2, 2)  # <-
torch.manual_seed(0)
x = torch.randn(2)
`,
      },
      {
        code: `
import numpy as np

weights = np.random.rand(3)  # <-


def main():
    np.random.seed(1)
    print(np.random.rand(3))


if __name__ == "__main__":
    main()
`,
      },
    ],
    valid: [
      {
        why: 'the draw is in a function that runs after the seed',
        code: `
import torch


def build():
    return torch.nn.Linear(2, 2)


torch.manual_seed(0)
model = build()
`,
      },
      {
        why: 'a second seed for another phase',
        code: `
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 2)
torch.manual_seed(1)
x = torch.randn(2)
`,
      },
    ],
  },
  check(context: RuleContext) {
    for (const cause of causesOf(context.flow)) {
      const { seed, first, stream } = cause;
      if (cause.kind !== 'seed-after-draw' || seed === null || isSeededByTrainer(cause)) continue;
      const fixes = () => {
        const moved = moveSeed(context, seed, first);
        // Where the seed cannot move by itself, a block above the draw does the same.
        return moved === null ? seedFixes(context) : [moved];
      };
      reportDraws(
        context,
        cause,
        `${sentence(first, stream)} before \`${seedWords(seed)}\` seeds it: seed above this.`,
        { fixes, related: [relate('seeded only here', seed)] },
      );
    }
  },
};
