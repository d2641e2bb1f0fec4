// SR106: a seed that comes from the clock, a process id, a uuid, salted hashes, or an unseeded draw.

import { originStatement } from '../../fixes/origin.ts';
import { seedText } from '../../fixes/seed-value.ts';
import { setValue } from '../../fixes/set-value.ts';
import { causesOf, mayHappen } from '../../flow/causes.ts';
import { type SeedEvent, spanOfSite } from '../../flow/events.ts';
import type { Fix, Related, Rule, RuleContext } from '../rule.ts';
import { relate, reportDraws, reportLater, seedWords, sentence } from '../words.ts';

export const entropyDerivedSeed: Rule = {
  meta: {
    code: 'SR106',
    name: 'entropy-derived-seed',
    severity: 'error',
    summary: 'seed argument comes from time, pid, entropy, hash() or id()',
    rationale:
      'A seed that differs in each run makes each run differ, however carefully it is passed around. If it is printed and passed back later, give the option a fixed default and the random one a name of its own.',
    defaultOn: true,
    fix: 'safe',
    sources: ['executed: rng_functions.json', 'pytorch/pytorch docs/source/notes/randomness.md @2046ae1a'],
    invalid: [
      {
        code: `
import random
import time

random.seed(time.time())  # <-
print(random.random())
`,
      },
      {
        code: `
import os

import torch

seed = os.getpid()
torch.manual_seed(seed)  # <-
x = torch.randn(2)
`,
      },
    ],
    valid: [
      {
        why: 'the clock is read for a run name only',
        code: `
import time

import torch

torch.manual_seed(0)
name = f"run-{time.time()}"
x = torch.randn(2)
`,
      },
      {
        why: 'a rank is not entropy',
        code: `
import os

import torch

torch.manual_seed(1337 + int(os.environ.get("RANK", 0)))
x = torch.randn(2)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    const causes = causesOf(flow).filter((cause) => cause.kind === 'entropy');
    const said = new Set<string>();
    for (const event of flow.events) {
      if (event.kind !== 'seed' || event.value.tag !== 'entropy') continue;
      if (!mayHappen(event) || event.site.module !== module) continue;
      const [cause, ...others] = causes.filter((one) => one.seed === event);
      // torch.cuda.manual_seed of the same value, beside torch.manual_seed, is the same finding.
      const streams = streamsOf(event);
      if (
        cause === undefined &&
        streams.some((stream) => said.has(stream) || causes.some((one) => one.stream === stream))
      )
        continue;
      for (const stream of streams) said.add(stream);
      const fixes = fixFor(context, event);
      const span = spanOfSite(event.argument === null ? event.site : { module, node: event.argument });
      const related = [
        ...origin(event),
        ...(cause === undefined ? [] : [relate('drawn from here', cause.first)]),
      ];
      const own = event.parts.find(
        (part) => part !== 'python' && part !== 'numpy' && !part.startsWith('torch.c'),
      );
      context.report({
        span,
        message: `\`${seedWords(event)}\` seeds from ${event.value.source}, which differs in each run: use a fixed number.`,
        related,
        fixes,
        ...(cause === undefined ? (own === undefined ? {} : { stream: own }) : { stream: cause.stream }),
      });
      if (cause !== undefined) reportLater(context, cause, span);
      for (const other of others) {
        reportDraws(
          context,
          other,
          `${sentence(other.first, other.stream)}, whose seed differs in each run.`,
          {
            fixes,
            severity: 'error',
            related: [relate('seeded from something that differs', event)],
          },
        );
      }
    }
  },
};

/** The global streams that a seed is for; an object of its own has none. */
function streamsOf({ parts }: SeedEvent): string[] {
  return parts.flatMap((part) =>
    part === 'python' || part === 'numpy' ? [part] : part.startsWith('torch.c') ? ['torch'] : [],
  );
}

function origin({ value }: SeedEvent): Related[] {
  return value.tag === 'entropy' && value.origin !== null
    ? [{ message: `comes from ${value.source}`, span: spanOfSite(value.origin) }]
    : [];
}

/** Replaces the value where it enters: the assignment from the clock, else the argument. */
function fixFor(context: RuleContext, event: SeedEvent): Fix[] {
  const { module } = context;
  if (event.value.tag !== 'entropy' || event.argument === null) return [];
  const source =
    event.value.origin?.module === module
      ? originStatement(module, event.value.origin.node, event.argument)
      : null;
  const replaced = source ?? event.argument;
  const fix = setValue(module, replaced, seedText(context, replaced), 'Use a fixed seed', true);
  return fix === null ? [] : [fix];
}
