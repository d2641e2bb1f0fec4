// SR103: torch default generator used with no `torch.manual_seed`.

import { seedFixes } from '../../fixes/seed-block.ts';
import { causesOf } from '../../flow/causes.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { isGeneric, reportDraws, unseededMessage } from '../words.ts';

export const unseededTorch: Rule = {
  meta: {
    code: 'SR103',
    name: 'unseeded-torch',
    severity: 'warning',
    summary: 'torch default generator used with no `torch.manual_seed`',
    rationale:
      'Initial weights, dropout, shuffled loaders and random transforms all draw from one generator, which starts anew in each process. `torch.manual_seed` seeds the CPU and every GPU.',
    defaultOn: true,
    fix: 'safe',
    sources: ['executed: rng_functions.json', 'torch 2.13.0 torch/random.py:49-86'],
    invalid: [
      {
        code: `
import torch

weights = torch.randn(3)  # <-
`,
      },
      {
        code: `
import torch.nn as nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 2)  # <-


if __name__ == "__main__":
    Net()
`,
      },
    ],
    valid: [
      {
        why: 'seeded first',
        code: `
import torch

torch.manual_seed(0)
weights = torch.randn(3)
`,
      },
      {
        why: 'a generator of its own',
        code: `
import torch

g = torch.Generator().manual_seed(0)
weights = torch.randn(3, generator=g)
`,
      },
      {
        why: 'the layer is built after the seed, whatever the text says',
        code: `
import torch.nn as nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 2)


def main():
    import torch

    torch.manual_seed(0)
    Net()


if __name__ == "__main__":
    main()
`,
      },
      {
        why: 'a loader that keeps the order',
        code: `
from torch.utils.data import DataLoader

for batch in DataLoader([1, 2]):
    print(batch)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const cause = causesOf(context.flow).find((one) => one.stream === 'torch' && isGeneric(one));
    if (cause === undefined) return;
    const message = unseededMessage(context, cause);
    reportDraws(context, cause, message, { fixes: () => seedFixes(context) });
  },
};
