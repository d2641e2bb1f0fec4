// SR604: a shuffled split of scikit-learn without `random_state`.

import { reportOwnSeeds } from '../own-seeds.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const splitterMissingRandomState: Rule = {
  meta: {
    code: 'SR604',
    name: 'splitter-missing-random-state',
    severity: 'warning',
    summary: 'shuffled split of scikit-learn without `random_state`',
    rationale:
      "What is trained on and what is tested on comes from NumPy's global stream. Unseeded, scores of two runs are of two test sets, and a model that is loaded again is tested on samples that it was trained on. Seeded, the split still changes with any draw that is added before it: then it is a hint.",
    defaultOn: true,
    fix: 'safe',
    sources: ['executed, scikit-learn 1.9.1 (sklearn_random_state.json)'],
    invalid: [
      {
        code: `
from sklearn.model_selection import train_test_split

train, test = train_test_split(list(range(100)), test_size=0.2)  # <-
`,
      },
      {
        code: `
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.svm import SVC


def main(X, y):
    folds = StratifiedKFold(n_splits=5, shuffle=True)  # <-
    print(cross_val_score(SVC(), X, y, cv=folds))


if __name__ == "__main__":
    main([[0.0], [1.0]] * 10, [0, 1] * 10)
`,
      },
    ],
    valid: [
      {
        why: 'a seed',
        code: `
from sklearn.model_selection import ShuffleSplit, train_test_split

train, test = train_test_split(list(range(100)), test_size=0.2, random_state=42)
for fold in ShuffleSplit(n_splits=3, random_state=0).split(train):
    print(fold)
`,
      },
      {
        why: 'nothing is shuffled',
        code: `
from sklearn.model_selection import KFold, train_test_split

train, test = train_test_split(list(range(100)), shuffle=False)
folds = KFold(n_splits=5)
`,
      },
      {
        why: 'the seed of a class',
        code: `
from sklearn.model_selection import train_test_split


class Config:
    seed = 11


train, test = train_test_split(list(range(100)), random_state=Config.seed)
`,
      },
    ],
  },
  check(context: RuleContext) {
    reportOwnSeeds(context, 'SR604');
  },
};
