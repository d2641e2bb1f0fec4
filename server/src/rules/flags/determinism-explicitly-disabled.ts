// SR304: a determinism flag is set to the value that allows runs to differ.

import { flagValue } from '../../fixes/flag-value.ts';
import { setValue } from '../../fixes/set-value.ts';
import { type FlagEvent, spanOfSite } from '../../flow/events.ts';
import { literalOf, sourceOf } from '../../python/arguments.ts';
import { settingsOf } from '../course.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const determinismExplicitlyDisabled: Rule = {
  meta: {
    code: 'SR304',
    name: 'determinism-explicitly-disabled',
    severity: 'warning',
    summary: 'flag set to the nondeterministic value',
    rationale:
      'Somebody turned determinism off by hand. Where that is for speed, suppress this with the reason; else turn it on. Where an option or a parameter decides, off by default, it is an information.',
    defaultOn: true,
    fix: 'safe',
    sources: ['torch 2.13.0 torch/__init__.py:1388-1534', 'seeders.json (source read)'],
    invalid: [
      {
        code: `
import torch

torch.backends.cudnn.deterministic = False  # <-
`,
      },
      {
        code: `
import torch

torch.use_deterministic_algorithms(False)  # <-
`,
      },
    ],
    valid: [
      {
        why: 'turned on again after one operation',
        code: `
import torch

x = torch.zeros(2)
torch.use_deterministic_algorithms(False)
y = x.cumsum(0)
torch.use_deterministic_algorithms(True)
`,
      },
      {
        why: 'a parameter decides',
        code: `
import sys

import torch

torch.backends.cudnn.deterministic = "--exact" in sys.argv
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    for (const flag of ['cudnn.deterministic', 'deterministic-algorithms'] as const) {
      const all = settingsOf(flow, flag);
      for (const event of all) {
        if (event.value !== false || event.site.module !== module) continue;
        if (all.some((later) => later.order > event.order && later.value !== false)) continue;
        const value = flagValue(module, event);
        const what = NAME[flag] ?? flag;
        const span = spanOfSite(event.site);
        if (value !== null && literalOf(value) === undefined) {
          // Whoever wrote this gave the user the choice: to write True over it would take it away.
          const message = `${what} is off unless \`${sourceOf(value)}\` turns it on: GPU kernels may differ from run to run.`;
          context.report({ span, severity: 'information', message });
          continue;
        }
        const fix = setValue(module, value, 'True', 'Set it to True', true);
        context.report({
          span,
          message: `${what} is turned off: GPU kernels may differ from run to run. Turn it on.`,
          fixes: fix === null ? [] : [fix],
        });
      }
    }
  },
};

const NAME: Readonly<Partial<Record<FlagEvent['flag'], string>>> = {
  'cudnn.deterministic': '`cudnn.deterministic`',
  'deterministic-algorithms': 'The use of deterministic algorithms',
};
