// SR601: an estimator or function of scikit-learn that draws, without `random_state`.

import { reportOwnSeeds } from '../own-seeds.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const sklearnMissingRandomState: Rule = {
  meta: {
    code: 'SR601',
    name: 'sklearn-missing-random-state',
    severity: 'warning',
    summary: 'stochastic estimator or function of scikit-learn without `random_state`',
    rationale:
      "Without `random_state`, forests, clusterings, networks and generated data take NumPy's global stream. Unseeded, two fits give two models. Seeded, a fit still changes with any draw that is added before it: then it is a hint. `random_state=` gives the estimator a seed of its own.",
    defaultOn: true,
    fix: 'safe',
    sources: ['executed, scikit-learn 1.9.1 (sklearn_random_state.json)'],
    invalid: [
      {
        code: `
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier

X, y = load_iris(return_X_y=True)
model = RandomForestClassifier(n_estimators=50)  # <-
print(model.fit(X, y).score(X, y))
`,
      },
      {
        code: `
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs

SEED = 3
X, _ = make_blobs(200, random_state=SEED)
labels = KMeans(
    n_clusters=3,
    random_state=None,
).fit_predict(X)
`,
        row: 6,
      },
    ],
    valid: [
      {
        why: 'each has its seed',
        code: `
from sklearn.ensemble import RandomForestClassifier
from sklearn.pipeline import make_pipeline

model = make_pipeline(RandomForestClassifier(random_state=0))
`,
      },
      {
        why: 'estimators that draw nothing',
        code: `
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.tree import DecisionTreeClassifier

models = [LinearRegression(), LogisticRegression(max_iter=1000), DecisionTreeClassifier(max_depth=3)]
`,
      },
      {
        why: 'options of unknown content may bring it',
        code: `
import json

from sklearn.ensemble import ExtraTreesClassifier

with open("best.json") as f:
    model = ExtraTreesClassifier(**json.load(f))
`,
      },
      {
        why: 'centres that are given',
        code: `
import numpy as np
from sklearn.cluster import KMeans

KMeans(n_clusters=2, init=np.array([[0.0], [1.0]]), n_init=1).fit(np.arange(10.0)[:, None])
`,
      },
    ],
  },
  check(context: RuleContext) {
    reportOwnSeeds(context, 'SR601');
  },
};
