// SR302: cuDNN picks its kernels by timing them.

import { flagValue } from '../../fixes/flag-value.ts';
import { setValue } from '../../fixes/set-value.ts';
import { spanOfSite } from '../../flow/events.ts';
import { settingsOf, showsIntent } from '../course.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const cudnnBenchmarkEnabled: Rule = {
  meta: {
    code: 'SR302',
    name: 'cudnn-benchmark-enabled',
    severity: 'warning',
    summary: 'cudnn.benchmark=True picks algorithms by timing',
    rationale:
      'With `benchmark` cuDNN tries several convolution kernels and keeps the fastest, which on a busy GPU is another one in the next run; kernels differ in the last bits. It pays for fixed input sizes, and it costs repeatability.',
    defaultOn: true,
    fix: 'unsafe',
    sources: ['RN + cudnn Conv_v8 filterEngineConfigs / Conv_v7 try_all'],
    invalid: [
      {
        code: `
import torch
from torch.backends import cudnn

torch.manual_seed(0)
cudnn.benchmark = True  # <-
`,
      },
    ],
    valid: [
      {
        why: 'turned off',
        code: `
import torch

torch.backends.cudnn.benchmark = False
`,
      },
      {
        why: 'turned off again before it matters',
        code: `
import torch

torch.backends.cudnn.benchmark = True
torch.backends.cudnn.benchmark = False
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    const all = settingsOf(flow, 'cudnn.benchmark');
    // deterministic=True beside it is a contradiction, and SR314's.
    const contradicted = settingsOf(flow, 'cudnn.deterministic').some(
      (event) => event.value === true && event.reach === 'run',
    );
    for (const event of all) {
      if (event.value !== true || event.site.module !== module || (contradicted && event.reach === 'run'))
        continue;
      if (all.some((later) => later.order > event.order && later.value === false && later.reach === 'run'))
        continue;
      const fix = setValue(module, flagValue(module, event), 'False', 'Set `benchmark` to False', false);
      context.report({
        span: spanOfSite(event.site),
        severity: showsIntent(flow) ? 'warning' : 'hint',
        message:
          '`cudnn.benchmark` chooses kernels by timing, so the next run may take others: set it to False.',
        fixes: fix === null ? [] : [fix],
      });
    }
  },
};
