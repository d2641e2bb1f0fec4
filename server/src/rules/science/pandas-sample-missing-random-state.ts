// SR608: `.sample()` of a pandas frame or series without `random_state`.

import { reportOwnSeeds } from '../own-seeds.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const pandasSampleMissingRandomState: Rule = {
  meta: {
    code: 'SR608',
    name: 'pandas-sample-missing-random-state',
    severity: 'warning',
    summary: '`.sample()` of a pandas object without `random_state`',
    rationale:
      "`DataFrame.sample` takes rows by NumPy's global stream, also as the idiom `df.sample(frac=1)` that shuffles. Unseeded, each run sees other rows or another order. Only what is known to be a pandas object is reported: `random.sample` and `distribution.sample` are other functions.",
    defaultOn: true,
    fix: 'safe',
    sources: ['executed, pandas 3.1.1'],
    invalid: [
      {
        code: `
import pandas as pd

df = pd.read_csv("data.csv")
train = df.sample(frac=0.8)  # <-
test = df.drop(train.index)
`,
      },
      {
        code: `
import pandas as pd

SEED = 5


def load():
    frame = pd.DataFrame({"text": ["a", "b"], "label": [0, 1]})
    return frame[frame["label"] == 1].sample(frac=1).reset_index(drop=True)  # <-


rows = load()
`,
      },
    ],
    valid: [
      {
        why: 'a seed',
        code: `
import pandas as pd

df = pd.read_csv("data.csv").sample(frac=1, random_state=0)
`,
      },
      {
        why: 'methods of that name on other objects',
        code: `
import sys

import torch
from torch.distributions import Normal

torch.manual_seed(0)
x = Normal(torch.zeros(2), torch.ones(2)).sample()


def pick(buffer):
    return buffer.sample(32)


pick(sys.modules[sys.argv[1]])
`,
      },
      {
        why: 'a seed by position',
        code: `
import pandas as pd

df = pd.DataFrame({"a": [1, 2, 3]}).sample(2, None, False, None, 1)
`,
      },
    ],
  },
  check(context: RuleContext) {
    reportOwnSeeds(context, 'SR608');
  },
};
