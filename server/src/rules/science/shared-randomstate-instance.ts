// SR605: one RandomState object is the seed of several estimators or splits of scikit-learn.

import { setValue } from '../../fixes/set-value.ts';
import { mayHappen } from '../../flow/causes.ts';
import type { SeedEvent } from '../../flow/events.ts';
import { argumentOf, sourceOf } from '../../python/arguments.ts';
import type { Name } from '../../python/ast.ts';
import { spanOf } from '../../python/module.ts';
import { around } from '../../python/traverse.ts';
import { namedCalls } from '../named-calls.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { relate } from '../words.ts';

export const sharedRandomstateInstance: Rule = {
  meta: {
    code: 'SR605',
    name: 'shared-randomstate-instance',
    severity: 'hint',
    summary: 'a RandomState object as `random_state` of several estimators or splits',
    rationale:
      'An estimator that is given a RandomState moves it on with each fit. What the second one draws then depends on whether, and how often, the first one was fitted; a notebook cell that is run twice gives two results. An integer means the same numbers each time.',
    defaultOn: false,
    fix: 'safe',
    sources: ['executed, scikit-learn 1.9.1 (sklearn_random_state.json)'],
    invalid: [
      {
        code: `
import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

rng = np.random.RandomState(0)
train, test = train_test_split(list(range(20)), random_state=rng)
model = RandomForestClassifier(random_state=rng)  # <-
`,
      },
    ],
    valid: [
      {
        why: 'used once',
        code: `
import numpy as np
from sklearn.model_selection import train_test_split

rng = np.random.RandomState(0)
noise = rng.normal(size=20)
train, test = train_test_split(noise, random_state=rng)
`,
      },
      {
        why: 'an integer',
        code: `
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

SEED = 0
train, test = train_test_split(list(range(20)), random_state=SEED)
model = RandomForestClassifier(random_state=SEED)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    for (const event of flow.events) {
      if (event.kind !== 'seed' || event.site.module !== module || !mayHappen(event)) continue;
      if (!event.parts.includes('numpy.RandomState') || event.argument === null) continue;
      const name = nameOf(event);
      if (name === null) continue;
      const uses = namedCalls(module).flatMap(({ call, path }) => {
        const given = path.startsWith('sklearn.') ? argumentOf(call, 'random_state') : undefined;
        return given?.kind === 'Name' && given.id === name ? [given] : [];
      });
      for (const use of uses.slice(1)) say(context, event, event.argument, use);
    }
  },
};

function say(
  context: RuleContext,
  event: SeedEvent,
  seed: NonNullable<SeedEvent['argument']>,
  use: Name,
): void {
  const simple = seed.kind === 'Num' || seed.kind === 'Name';
  const fix = simple
    ? setValue(
        context.module,
        use,
        sourceOf(seed),
        `Pass the seed itself: \`random_state=${sourceOf(seed)}\``,
        true,
      )
    : null;
  context.report({
    span: spanOf(context.module, use),
    message: `\`${use.id}\` moves on with each use, so what this draws depends on what was fitted before it: pass an integer.`,
    related: [relate('made here', event)],
    fixes: fix === null ? [] : [fix],
  });
}

/** The variable that holds the object. */
function nameOf({ site }: SeedEvent): string | null {
  const [statement] = around(site.node);
  const target =
    statement?.kind === 'Assign' && statement.targets.length === 1 ? statement.targets[0] : undefined;
  return target?.kind === 'Name' ? target.id : null;
}
