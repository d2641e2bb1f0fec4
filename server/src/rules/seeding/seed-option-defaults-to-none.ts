// SR112: the seed waits for an option, and the option's default is None.

import { globalDraws } from '../../fixes/context.ts';
import { setKeyword } from '../../fixes/keyword.ts';
import { setValue } from '../../fixes/set-value.ts';
import { causesOf, mayHappen, seedsGlobally } from '../../flow/causes.ts';
import { type Option, spanOfSite } from '../../flow/events.ts';
import type { Fix, Related, Rule, RuleContext } from '../rule.ts';
import { relate, reportDraws, seedWords, sentence, spanHere } from '../words.ts';

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
      {
        code: `
import hydra
import torch


@hydra.main(version_base=None, config_path="conf", config_name="train")
def main(cfg):
    if cfg.get("seed"):
        torch.manual_seed(cfg.seed)
    model = torch.nn.Linear(cfg.features, 2)  # <-
    print(model(torch.ones(cfg.features)))


if __name__ == "__main__":
    main()
`,
        files: { 'conf/train.yaml': 'features: 4\nseed: null\n' },
      },
      {
        code: `
import hydra
import lightning


@hydra.main(version_base=None, config_path="conf", config_name="train")
def main(cfg):
    if cfg.seed is not None:
        lightning.seed_everything(cfg.seed)  # <-
    trainer = hydra.utils.instantiate(cfg.trainer)
    trainer.fit(hydra.utils.instantiate(cfg.model))


if __name__ == "__main__":
    main()
`,
        files: {
          'conf/train.yaml': 'defaults:\n  - model: small\n  - trainer: default\n  - _self_\nseed: null\n',
        },
      },
    ],
    valid: [
      {
        why: 'nothing that draws is seen, and the script seeds itself where the option does not',
        code: `
import argparse

import torch
from recipes import run

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int)
args = parser.parse_args()
if args.seed:
    torch.manual_seed(args.seed)
else:
    torch.manual_seed(1024)
run(args)
`,
      },
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
    reportUnseen(context);
  },
};

/** Seeds that wait for an option, where what they are for cannot be seen: objects are built from a configuration. */
function reportUnseen(context: RuleContext): void {
  const { flow } = context;
  const seeds = flow.events.filter((event) => event.kind === 'seed' && seedsGlobally(event));
  if (flow.entry === 'library' || globalDraws(context).length > 0 || seeds.some(mayHappen)) return;
  const said = new Set<Option>();
  for (const event of seeds) {
    if (event.kind !== 'seed' || event.reach !== 'skipped') continue;
    const option = event.guard?.option;
    if (!option || option.default !== null || said.has(option)) continue;
    said.add(option);
    context.report({
      span: spanHere(event, context.module),
      severity: 'information',
      message: `\`${seedWords(event)}\` waits for \`${option.name}\`, which is None by default: nothing is seeded unless it is given.`,
      related: [{ message: 'the option, None by default', span: spanOfSite(option.site) }],
      fixes: fixFor(context, option),
    });
  }
}

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
