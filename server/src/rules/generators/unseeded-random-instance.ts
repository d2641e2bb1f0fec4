// SR202: an object of `random.Random` is made without a seed.

import { insertArgument } from '../../fixes/keyword.ts';
import { seedText } from '../../fixes/seed-value.ts';
import { replaceBy } from '../../fixes/set-value.ts';
import { mayHappen } from '../../flow/causes.ts';
import { spanOfSite } from '../../flow/events.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const unseededRandomInstance: Rule = {
  meta: {
    code: 'SR202',
    name: 'unseeded-random-instance',
    severity: 'warning',
    summary: '`random.Random()` without a seed',
    rationale:
      '`random.Random()` takes new entropy from the operating system, and `random.seed` does not reach it: it needs a seed of its own.',
    defaultOn: true,
    fix: 'safe',
    sources: ['executed: rng_functions.json'],
    invalid: [
      {
        code: `
import random

rng = random.Random()  # <-
print(rng.random())
`,
      },
    ],
    valid: [
      {
        why: 'seeded at once',
        code: `
import random

rng = random.Random(3)
print(rng.random())
`,
      },
      {
        why: 'seeded before its first use',
        code: `
import random

rng = random.Random()
rng.seed(3)
print(rng.random())
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    for (const event of flow.events) {
      if (event.kind !== 'seed' || event.value.tag !== 'none' || !mayHappen(event)) continue;
      const { node } = event.site;
      if (!event.parts.includes('python.Random') || event.site.module !== module) continue;
      if (event.api.endsWith('.seed') || node.kind !== 'Call' || event.value.option !== undefined) continue;
      const drawn = flow.events.some(
        (other) =>
          other.kind === 'draw' &&
          other.state.tag === 'entropy' &&
          other.state.by === event &&
          other.site.node !== node,
      );
      if (!drawn) continue;
      const seed = seedText(context, node);
      const edit =
        event.argument === null
          ? insertArgument(module, node, seed, false)
          : replaceBy(module, event.argument, seed);
      context.report({
        span: spanOfSite(event.site),
        message: 'This generator takes its seed from the operating system: give it a fixed one.',
        fixes:
          edit === null || node.unit.broken
            ? []
            : [{ title: `Give it the seed ${seed}`, safe: true, edits: [edit] }],
        stream: 'python.Random',
        ...(flow.entry === 'library' ? { severity: 'hint' as const } : {}),
      });
    }
  },
};
