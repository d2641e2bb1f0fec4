// SR105: a call that reseeds a stream from the entropy of the operating system.

import { insertArgument } from '../../fixes/keyword.ts';
import { seedText } from '../../fixes/seed-value.ts';
import { replaceBy } from '../../fixes/set-value.ts';
import { causesOf, mayHappen } from '../../flow/causes.ts';
import { type SeedEvent, spanOfSite } from '../../flow/events.ts';
import type { Edit, Fix, Rule, RuleContext } from '../rule.ts';
import { relate, reportDraws, reportLater, seedWords, sentence, wayTo } from '../words.ts';

const LOCAL = new Set(['numpy.Generator', 'numpy.RandomState', 'python.Random']);

export const nondeterministicReseed: Rule = {
  meta: {
    code: 'SR105',
    name: 'nondeterministic-reseed',
    severity: 'error',
    summary: 'call reseeds from OS entropy',
    rationale:
      '`random.seed()`, `np.random.seed(None)` and `torch.seed()` look like seeding and do the opposite: they take new entropy, and undo a seed that was set before.',
    defaultOn: true,
    fix: 'safe',
    sources: ['executed: rng_functions.json', 'seeders.json (source read)'],
    invalid: [
      {
        code: `
import random

random.seed()  # <-
print(random.random())
`,
      },
      {
        code: `
import numpy as np

np.random.seed(None)  # <-
print(np.random.rand())
`,
      },
      {
        code: `
import torch

torch.seed()  # <-
x = torch.randn(2)
`,
      },
    ],
    valid: [
      {
        why: 'a seed that is given',
        code: `
import random

random.seed(7)
print(random.random())
`,
      },
      {
        why: 'a helper whose default is a number',
        code: `
import lightning
import torch

lightning.seed_everything()
x = torch.randn(2)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    const causes = causesOf(flow).filter((cause) => cause.kind === 'entropy');
    for (const event of flow.events) {
      if (event.kind !== 'seed' || event.value.tag !== 'none' || event.value.option !== undefined) continue;
      if (!mayHappen(event) || event.site.module !== module || event.parts.some((part) => LOCAL.has(part)))
        continue;
      const [cause, ...others] = causes.filter((one) => one.seed === event);
      const message = `\`${seedWords(event)}\` takes new entropy from the operating system: give it a fixed seed.`;
      const fixes = fixesFor(context, event);
      const span = spanOfSite(event.site);
      const drawn =
        cause === undefined ? [] : [relate('drawn from here', cause.first), ...wayTo(cause.first, module)];
      context.report({
        span,
        message,
        fixes,
        related: drawn,
        ...(cause === undefined ? {} : { stream: cause.stream }),
      });
      if (cause !== undefined) reportLater(context, cause, span);
      for (const other of others)
        reportDraws(context, other, `${sentence(other.first, other.stream)}, seeded with new entropy.`, {
          fixes,
        });
    }
  },
};

function fixesFor(context: RuleContext, event: SeedEvent): Fix[] {
  const edit = editFor(context, event);
  return edit === null ? [] : [{ title: 'Give a fixed seed', safe: true, edits: [edit] }];
}

function editFor(context: RuleContext, event: SeedEvent): Edit | null {
  const { node } = event.site;
  const { module } = context;
  if (node.kind !== 'Call' || node.unit.broken) return null;
  const seed = seedText(context, node);
  if (event.argument !== null) return replaceBy(module, event.argument, seed);
  const reseed = /^torch\.(?:(?:random|cuda|mps|xpu)\.)?seed(_all)?$/.exec(event.api);
  if (reseed === null) return insertArgument(module, node, seed, false);
  if (node.func.kind !== 'Attribute') return null;
  const owner = node.unit.text.slice(node.func.value.start, node.func.value.end);
  return replaceBy(module, node, `${owner}.manual_seed${reseed[1] ?? ''}(${seed})`);
}
