// SR101: global `random` stream used with no `random.seed`.

import { seedFixes } from '../../fixes/seed-block.ts';
import { causesOf } from '../../flow/causes.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { isGeneric, reportDraws, unseededMessage } from '../words.ts';

export const unseededPythonRandom: Rule = {
  meta: {
    code: 'SR101',
    name: 'unseeded-python-random',
    severity: 'warning',
    summary: 'global `random` stream used with no `random.seed`',
    rationale:
      'Python seeds `random` from the operating system at start: every run shuffles, samples and augments differently. Seed it once, before anything draws.',
    defaultOn: true,
    fix: 'safe',
    sources: ['executed: rng_functions.json'],
    invalid: [
      {
        code: `
import random

print(random.random())  # <-
`,
      },
      {
        code: `
from random import shuffle as mix

items = [1, 2, 3]
mix(items)  # <-
`,
      },
      {
        code: `
from torchvision import transforms

augment = transforms.RandomChoice([transforms.ToTensor()])  # <-
for image in range(3):
    augment(image)
`,
      },
    ],
    valid: [
      {
        why: 'seeded first',
        code: `
import random

random.seed(0)
print(random.random())
`,
      },
      {
        why: 'a Random object of its own',
        code: `
import random

rng = random.Random(0)
print(rng.random())
`,
      },
      {
        why: 'the draw is above the seed in the text and after it in the run',
        code: `
import random


def pick(items):
    return random.choice(items)


random.seed(3)
print(pick([1, 2]))
`,
      },
      {
        why: '`random` of another library',
        code: `
from jax import random

key = random.PRNGKey(0)
print(random.normal(key))
`,
      },
    ],
  },
  check(context: RuleContext) {
    const cause = causesOf(context.flow).find((one) => one.stream === 'python' && isGeneric(one));
    if (cause === undefined) return;
    const message = unseededMessage(context, cause);
    reportDraws(context, cause, message, { fixes: () => seedFixes(context) });
  },
};
