// SR112: the seed waits for an option, and the option's default is None.

import { setKeyword } from '../../fixes/keyword.ts';
import { setValue } from '../../fixes/set-value.ts';
import { causesOf } from '../../flow/causes.ts';
import { type Option, spanOfSite } from '../../flow/events.ts';
import type { Fix, Related, Rule, RuleContext } from '../rule.ts';
import { relate, reportDraws, sentence } from '../words.ts';

export const seedOptionDefaultsToNone: Rule = {
  meta: {
    code: 'SR112',
    name: 'seed-option-defaults-to-none',
    severity: 'warning',
    summary:
      'the seed is set only if an option is given, and its default is None: the default run is unseeded',
    rationale:
      'The run that most people start, without options, is the one that cannot be repeated. A default costs nothing: whoever wants another seed still passes one.',
    defaultOn: true,
    fix: 'unsafe',
    sources: ['found in real scripts; see peers.md'],
    invalid: [
      {
        code: `
import argparse

import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=None)
args = parser.parse_args()
if args.seed is not None:
    np.random.seed(args.seed)
print(np.random.rand(2))  # <-
`,
      },
      {
        code: `
import argparse
import random

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int)
args = parser.parse_args()
random.seed(args.seed)
print(random.random())  # <-
`,
      },
    ],
    valid: [
      {
        why: 'the option has a default',
        code: `
import argparse

import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=0)
args = parser.parse_args()
if args.seed is not None:
    np.random.seed(args.seed)
print(np.random.rand(2))
`,
      },
    ],
  },
  check(context: RuleContext) {
    for (const cause of causesOf(context.flow)) {
      const { option, seed, first, stream } = cause;
      if (cause.kind !== 'option-none' || option === null) continue;
      const related: Related[] = [{ message: 'the option, None by default', span: spanOfSite(option.site) }];
      if (seed !== null) related.push(relate('seeded here if the option is given', seed));
      reportDraws(
        context,
        cause,
        `${sentence(first, stream)}, which is seeded only if \`${option.name}\` is given: give that option a default.`,
        { related, fixes: fixFor(context, option) },
      );
    }
  },
};

function fixFor(context: RuleContext, option: Option): Fix[] {
  const { module, settings } = context;
  if (option.site.module !== module) return [];
  const title = `Give \`${option.name}\` the default ${settings.seedValue}`;
  if (option.defaultNode !== null) {
    const fix = setValue(module, option.defaultNode, String(settings.seedValue), title, false);
    return fix === null ? [] : [fix];
  }
  const { node } = option.site;
  const edit = node.kind === 'Call' ? setKeyword(module, node, 'default', String(settings.seedValue)) : null;
  return edit === null ? [] : [{ title, safe: false, edits: [edit] }];
}
