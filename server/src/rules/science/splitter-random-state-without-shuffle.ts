// SR603: a K-fold splitter gets a seed and does not shuffle.

import { setKeyword } from '../../fixes/keyword.ts';
import { spanOfSite } from '../../flow/events.ts';
import { argumentOf, isOpen, literalOf } from '../../python/arguments.ts';
import type { Call } from '../../python/ast.ts';
import type { Module } from '../../python/module.ts';
import { callsOf } from '../course.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';

const FOLDS = /^sklearn\.model_selection\.(?:Stratified)?(?:Group)?KFold$/;

export const splitterRandomStateWithoutShuffle: Rule = {
  meta: {
    code: 'SR603',
    name: 'splitter-random-state-without-shuffle',
    severity: 'error',
    summary: 'a K-fold splitter with `random_state` and without `shuffle=True` raises',
    rationale:
      'Without `shuffle=True` a K-fold splitter takes the samples in their order and has no use for a seed: scikit-learn raises `ValueError` since 0.24. Shuffle, if that is what the seed was for; else leave the seed out.',
    defaultOn: true,
    fix: 'unsafe',
    sources: ['executed, scikit-learn 1.9.1 (sklearn_random_state.json)'],
    invalid: [
      {
        code: `
from sklearn.model_selection import KFold

folds = KFold(n_splits=5, random_state=42)  # <-
`,
      },
      {
        code: `
from sklearn import model_selection

folds = model_selection.StratifiedKFold(5, shuffle=False, random_state=1)  # <-
`,
      },
    ],
    valid: [
      {
        why: 'it shuffles',
        code: `
from sklearn.model_selection import KFold

folds = KFold(n_splits=5, shuffle=True, random_state=42)
`,
      },
      {
        why: 'no seed, by its name',
        code: `
from sklearn.model_selection import StratifiedKFold

folds = StratifiedKFold(n_splits=5, random_state=None)
`,
      },
      {
        why: 'a split in two may have both',
        code: `
from sklearn.model_selection import train_test_split

train, test = train_test_split(list(range(10)), shuffle=False, random_state=0)
`,
      },
      {
        why: 'whether it shuffles is decided elsewhere',
        code: `
import sys

from sklearn.model_selection import KFold

shuffle = len(sys.argv) > 1
folds = KFold(n_splits=5, shuffle=shuffle, random_state=0)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    for (const { call, site, constants } of callsOf(flow, (api) => FOLDS.test(api))) {
      if (site.module !== module || isOpen(call)) continue;
      const seed = argumentOf(call, 'random_state');
      const shuffle = argumentOf(call, 'shuffle', 1);
      // A seed that may be None is allowed.
      if (typeof (literalOf(seed) ?? constants.get('random_state')) !== 'number') continue;
      if (shuffle !== undefined && literalOf(shuffle) !== false) continue;
      const fix = shuffled(module, call);
      context.report({
        span: spanOfSite({ module, node: call.func }),
        message:
          'A seed without `shuffle=True` raises ValueError here: shuffle, or leave `random_state` out.',
        fixes: fix === null ? [] : [fix],
      });
    }
  },
};

function shuffled(module: Module, call: Call): Fix | null {
  const edit = setKeyword(module, call, 'shuffle', 'True');
  return edit === null || call.args.length > 1
    ? null
    : { title: 'Add `shuffle=True`', safe: false, edits: [edit] };
}
