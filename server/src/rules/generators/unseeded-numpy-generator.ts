// SR201: a NumPy generator object is created without a seed.

import { insertArgument } from '../../fixes/keyword.ts';
import { seedText } from '../../fixes/seed-value.ts';
import { replaceBy } from '../../fixes/set-value.ts';
import { mayHappen } from '../../flow/causes.ts';
import { type DrawEvent, type SeedEvent, spanOfSite } from '../../flow/events.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';
import { relate, written } from '../words.ts';

const KINDS = new Set(['numpy.Generator', 'numpy.RandomState']);

export const unseededNumpyGenerator: Rule = {
  meta: {
    code: 'SR201',
    name: 'unseeded-numpy-generator',
    severity: 'warning',
    summary: 'Generator/RandomState/BitGenerator created without seed',
    rationale:
      '`np.random.default_rng()` and `np.random.RandomState()` take new entropy from the operating system. `np.random.seed` does not reach them: each needs a seed of its own.',
    defaultOn: true,
    fix: 'safe',
    sources: ['executed: rng_functions.json'],
    invalid: [
      {
        code: `
import numpy as np

rng = np.random.default_rng()  # <-
print(rng.normal())
`,
      },
      {
        code: `
from numpy.random import RandomState

state = RandomState(None)  # <-
print(state.rand())
`,
      },
    ],
    valid: [
      {
        why: 'a seed by position',
        code: `
import numpy as np

rng = np.random.default_rng(0)
print(rng.normal())
`,
      },
      {
        why: 'a seed that comes from elsewhere',
        code: `
import sys

import numpy as np

rng = np.random.default_rng(seed=int(sys.argv[1]))
print(rng.normal())
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    for (const event of flow.events) {
      if (event.kind !== 'seed' || event.value.tag !== 'none' || !mayHappen(event)) continue;
      const { option } = event.value;
      const kind = event.parts.find((part) => KINDS.has(part));
      if (kind === undefined || event.site.module !== module || event.api.endsWith('.seed')) continue;
      const draws = flow.events.filter(
        (other): other is DrawEvent =>
          other.kind === 'draw' && other.state.tag === 'entropy' && other.state.by === event,
      );
      context.report({
        span: spanOfSite(event.site),
        message:
          option === undefined
            ? 'This generator takes its seed from the operating system: give it a fixed one.'
            : `This generator is seeded only if \`${option.name}\` is given: give that option a default.`,
        related: draws.slice(0, 5).map((draw) => relate(`\`${written(draw)}\` draws from it`, draw)),
        fixes: option === undefined ? fixesFor(context, event) : [],
        stream: kind,
        ...(flow.entry === 'library' ? { severity: 'hint' as const } : {}),
      });
    }
  },
};

function fixesFor(context: RuleContext, event: SeedEvent): Fix[] {
  const { node } = event.site;
  if (node.kind !== 'Call' || node.unit.broken) return [];
  const seed = seedText(context, node);
  const edit =
    event.argument === null
      ? insertArgument(context.module, node, seed, false)
      : replaceBy(context.module, event.argument, seed);
  return edit === null ? [] : [{ title: `Give it the seed ${seed}`, safe: true, edits: [edit] }];
}
