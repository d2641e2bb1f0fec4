// SR102: `np.random.*` global RandomState used with no `np.random.seed`.

import { seedFixes } from '../../fixes/seed-block.ts';
import { causesOf } from '../../flow/causes.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { isGeneric, reportDraws, unseededMessage } from '../words.ts';

export const unseededNumpyLegacy: Rule = {
  meta: {
    code: 'SR102',
    name: 'unseeded-numpy-legacy',
    severity: 'warning',
    summary: '`np.random.*` global RandomState used with no `np.random.seed`',
    rationale:
      "NumPy's global stream starts from the operating system's entropy. scikit-learn, SciPy and pandas draw from it too when no `random_state` is given.",
    defaultOn: true,
    fix: 'safe',
    sources: [
      'executed: rng_functions.json',
      'executed, scikit-learn 1.9.1 (sklearn_random_state.json)',
      'executed, scipy 1.17.1',
    ],
    invalid: [
      {
        code: `
import numpy as np

noise = np.random.randn(3)  # <-
`,
      },
      {
        code: `
from scipy import stats

noise = stats.norm.rvs(size=3)  # <-
`,
      },
    ],
    valid: [
      {
        why: 'seeded first',
        code: `
import numpy as np

np.random.seed(0)
noise = np.random.randn(3)
`,
      },
      {
        why: 'a Generator of its own',
        code: `
import numpy as np

rng = np.random.default_rng(0)
noise = rng.normal(size=3)
`,
      },
      {
        why: 'an explicit random_state',
        code: `
from sklearn.model_selection import train_test_split

train, test = train_test_split(range(10), random_state=0)
`,
      },
      {
        why: 'seeded by a framework',
        code: `
import numpy as np
from transformers import set_seed

set_seed(1)
noise = np.random.rand(3)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const cause = causesOf(context.flow).find((one) => one.stream === 'numpy' && isGeneric(one));
    if (cause === undefined) return;
    const message = unseededMessage(context, cause);
    reportDraws(context, cause, message, { fixes: () => seedFixes(context) });
  },
};
