// SR111: a seed option is parsed and never reaches a seeder.

import { callWith } from '../../fixes/option-call.ts';
import { insertSeedBlock } from '../../fixes/seed-block.ts';
import { isSeed } from '../../fixes/seed-value.ts';
import { causesOf, unusedSeedOptions } from '../../flow/causes.ts';
import { type Option, spanOfSite } from '../../flow/events.ts';
import type { Fix, Rule, RuleContext, Span } from '../rule.ts';
import { relate, reportDraws, reportLater, sentence } from '../words.ts';

export const unusedSeedOption: Rule = {
  meta: {
    code: 'SR111',
    name: 'unused-seed-option',
    severity: 'warning',
    summary: 'a seed option is parsed and never reaches a seeder',
    rationale:
      'Whoever passes `--seed 3` believes that the run is seeded. The option is read by nobody: runs with the same seed differ, and runs with different seeds do not differ because of it.',
    defaultOn: true,
    fix: 'unsafe',
    sources: ['found in real scripts; see peers.md'],
    invalid: [
      {
        code: `
import argparse

import torch


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)  # <-
    args = parser.parse_args()
    print(torch.randn(2))


if __name__ == "__main__":
    main()
`,
      },
    ],
    valid: [
      {
        why: 'the option reaches a seed',
        code: `
import argparse

import torch

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=1)
args = parser.parse_args()
torch.manual_seed(args.seed)
print(torch.randn(2))
`,
      },
      {
        why: 'the options are handed on to code that is not in sight',
        code: `
import argparse

from elsewhere import train

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=1)
train(parser.parse_args())
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow } = context;
    for (const option of unusedSeedOptions(flow)) {
      const [cause, ...others] = causesOf(flow).filter(
        (one) => one.kind === 'option-unused' && one.option === option,
      );
      const fixes = () => fixFor(context, option);
      const span = nameSpan(option);
      const drawn =
        cause === undefined ? [] : [relate(`${sentence(cause.first, cause.stream)}, unseeded`, cause.first)];
      context.report({
        span,
        message: `The option \`${option.name}\` is parsed and seeds nothing: pass it to the seeders, or remove it.`,
        related: drawn,
        fixes,
        ...(cause === undefined ? {} : { stream: cause.stream }),
      });
      if (cause !== undefined) reportLater(context, cause, span);
      for (const other of others) {
        const message = `${sentence(other.first, other.stream)}, which nothing seeds, not even the option \`${option.name}\`.`;
        reportDraws(context, other, message, {
          fixes,
          related: [{ message: 'the option that seeds nothing', span }],
        });
      }
    }
  },
};

/** The option's own text within the call that declares it. */
function nameSpan({ name, site }: Option): Span {
  const { node, module } = site;
  const texts = node.kind === 'Call' ? node.args : [];
  const own = texts.find(
    (arg) => arg.kind === 'Str' && arg.value?.replace(/^-+/, '').replaceAll('-', '_') === name,
  );
  return spanOfSite({ module, node: own ?? node });
}

/** Seeds from the option right after the options are parsed. */
function fixFor(context: RuleContext, option: Option): Fix[] {
  const call = isSeed(option.default) || option.required ? callWith(context, option) : null;
  const fix = call === null ? null : insertSeedBlock(context, call);
  return fix === null ? [] : [{ ...fix, title: `Seed from \`${call?.argument}\``, safe: false }];
}
