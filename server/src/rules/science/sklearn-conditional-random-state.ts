// SR602: a solver or an option of scikit-learn that makes an estimator draw, without `random_state`.

import { reportOwnSeeds } from '../own-seeds.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const sklearnConditionalRandomState: Rule = {
  meta: {
    code: 'SR602',
    name: 'sklearn-conditional-random-state',
    severity: 'hint',
    summary: 'a solver or option makes an estimator of scikit-learn draw, and it has no `random_state`',
    rationale:
      'Some estimators draw only with certain options: `LogisticRegression(solver="saga")` visits samples in random order, `PCA(svd_solver="randomized")` starts from random vectors, `SVC(probability=True)` shuffles folds. Results mostly differ in the last digits, so this is a hint.',
    defaultOn: true,
    fix: 'safe',
    sources: ['executed, scikit-learn 1.9.1 (sklearn_random_state.json)'],
    invalid: [
      {
        code: `
from sklearn.linear_model import LogisticRegression

model = LogisticRegression(solver="saga", max_iter=500)  # <-
`,
      },
      {
        code: `
from sklearn.datasets import load_iris
from sklearn.svm import SVC

X, y = load_iris(return_X_y=True)
print(SVC(probability=True).fit(X, y).predict_proba(X)[:2])  # <-
`,
      },
    ],
    valid: [
      {
        why: 'solvers that draw nothing',
        code: `
from sklearn.decomposition import PCA
from sklearn.linear_model import Lasso, LogisticRegression

models = [LogisticRegression(solver="lbfgs"), Lasso(selection="cyclic"), PCA(2, svd_solver="full")]
`,
      },
      {
        why: 'which solver it is cannot be told',
        code: `
import sys

from sklearn.linear_model import LogisticRegression

model = LogisticRegression(solver=sys.argv[1])
`,
      },
      {
        why: 'it has its seed',
        code: `
from sklearn.linear_model import LogisticRegression

model = LogisticRegression(solver="liblinear", random_state=7)
`,
      },
    ],
  },
  check(context: RuleContext) {
    reportOwnSeeds(context, 'SR602');
  },
};
