// SR314: cudnn.deterministic and cudnn.benchmark are both on.

import { flagValue } from '../../fixes/flag-value.ts';
import { setValue } from '../../fixes/set-value.ts';
import { spanOfSite } from '../../flow/events.ts';
import { settingsOf } from '../course.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { relate } from '../words.ts';

export const conflictingDeterminismFlags: Rule = {
  meta: {
    code: 'SR314',
    name: 'conflicting-determinism-flags',
    severity: 'warning',
    summary: 'deterministic=True with benchmark=True',
    rationale:
      '`deterministic` keeps cuDNN to kernels that repeat, and `benchmark` still chooses among those by timing: two kernels that each repeat do not agree in the last bits.',
    defaultOn: true,
    fix: 'safe',
    sources: [
      'RN + cudnn Conv_v8 filterEngineConfigs / Conv_v7 try_all',
      'lightning 2.6.6 accelerator_connector.py:571-593',
    ],
    invalid: [
      {
        code: `
import torch

torch.backends.cudnn.deterministic = True
torch.backends.cudnn.benchmark = True  # <-
`,
      },
    ],
    valid: [
      {
        why: 'only one of them',
        code: `
import torch

torch.backends.cudnn.deterministic = True
torch.backends.cudnn.benchmark = False
`,
      },
      {
        why: 'on different branches',
        code: `
import argparse

import torch

parser = argparse.ArgumentParser()
parser.add_argument("--fast", action="store_true")
args = parser.parse_args()
if args.fast:
    torch.backends.cudnn.benchmark = True
else:
    torch.backends.cudnn.deterministic = True
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    const strict = settingsOf(flow, 'cudnn.deterministic').findLast((event) => event.reach === 'run');
    const timing = settingsOf(flow, 'cudnn.benchmark').findLast((event) => event.reach === 'run');
    if (strict?.value !== true || timing?.value !== true || timing.site.module !== module) return;
    const fix = setValue(module, flagValue(module, timing), 'False', 'Set `benchmark` to False', true);
    context.report({
      span: spanOfSite(timing.site),
      message:
        '`cudnn.benchmark` undoes `cudnn.deterministic`: it chooses kernels by timing. Set it to False.',
      related: [relate('deterministic kernels are asked for here', strict)],
      fixes: fix === null ? [] : [fix],
    });
  },
};
