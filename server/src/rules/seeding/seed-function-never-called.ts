// SR115: a seeding function is defined and never called.

import { callSeedFunction } from '../../fixes/call-function.ts';
import { causesOf } from '../../flow/causes.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { relate, reportDraws, reportLater, sentence } from '../words.ts';

export const seedFunctionNeverCalled: Rule = {
  meta: {
    code: 'SR115',
    name: 'seed-function-never-called',
    severity: 'warning',
    summary: 'a seeding function is defined and never called',
    rationale:
      'The function looks like care for reproducibility, and the run never comes by it: everything is drawn unseeded.',
    defaultOn: true,
    fix: 'safe',
    sources: ['found in real scripts; see peers.md'],
    invalid: [
      {
        code: `
import random

import torch


def set_seed(seed=0):  # <-
    random.seed(seed)
    torch.manual_seed(seed)


x = torch.randn(2)
`,
      },
    ],
    valid: [
      {
        why: 'the function is called',
        code: `
import torch


def set_seed(seed=0):
    torch.manual_seed(seed)


set_seed()
x = torch.randn(2)
`,
      },
      {
        why: 'nothing is drawn: another script imports it',
        code: `
import torch


def set_seed(seed=0):
    torch.manual_seed(seed)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    for (const fn of flow.seedFunctions) {
      const [cause, ...others] = causesOf(flow).filter(
        (one) => one.kind === 'never-called' && one.seedFunction === fn,
      );
      if (cause === undefined || fn.module !== module) continue;
      const { definition } = fn;
      const fix = callSeedFunction(context, fn);
      const fixes = fix === null ? [] : [fix];
      const start = definition.unit.start + definition.nameStart;
      const span = {
        file: module.file,
        cell: definition.unit.cell,
        start,
        end: start + definition.name.length,
      };
      context.report({
        span,
        message: `Nothing calls \`${definition.name}\`, so all is drawn unseeded: call it before the first draw.`,
        related: [relate(`${sentence(cause.first, cause.stream)}, unseeded`, cause.first)],
        fixes,
        stream: cause.stream,
      });
      reportLater(context, cause, span);
      for (const other of others) {
        const message = `${sentence(other.first, other.stream)}; \`${definition.name}\` would seed it, and nothing calls that.`;
        reportDraws(context, other, message, { fixes, related: [{ message: 'never called', span }] });
      }
    }
  },
};
