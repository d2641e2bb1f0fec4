// SR305: deterministic algorithms are asked for with warnings only.

import { flagValue } from '../../fixes/flag-value.ts';
import { setValue } from '../../fixes/set-value.ts';
import { spanOfSite } from '../../flow/events.ts';
import { settingsOf } from '../course.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const deterministicWarnOnly: Rule = {
  meta: {
    code: 'SR305',
    name: 'deterministic-warn-only',
    severity: 'information',
    summary: 'warn_only keeps nondeterministic kernels',
    rationale:
      'With `warn_only=True` an operation without a deterministic version prints a warning once and runs nondeterministically. That helps while a script is being moved over; it proves nothing.',
    defaultOn: true,
    fix: 'unsafe',
    sources: [
      'pytorch/pytorch docs/source/notes/randomness.md @2046ae1a',
      'lightning 2.6.6 accelerator_connector.py:571-593',
    ],
    invalid: [
      {
        code: `
import torch

torch.use_deterministic_algorithms(True, warn_only=True)  # <-
`,
      },
    ],
    valid: [
      {
        why: 'without warn_only',
        code: `
import torch

torch.use_deterministic_algorithms(True)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    for (const event of settingsOf(flow, 'warn-only')) {
      if (event.value !== true || event.site.module !== module) continue;
      const value = event.api.startsWith('torch.use_') ? flagValue(module, event) : null;
      const fix = setValue(module, value, 'False', 'Raise instead of warning', false);
      context.report({
        span: spanOfSite(event.site),
        message:
          'With warnings only, operations that have no deterministic version still run and may differ from run to run.',
        fixes: fix === null ? [] : [fix],
      });
    }
  },
};
