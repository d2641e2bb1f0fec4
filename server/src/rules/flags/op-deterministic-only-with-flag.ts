// SR308: an operation that repeats on a GPU only with deterministic algorithms on.

import { withFlagOnly } from '../../catalogue/gpu-kernels.ts';
import { addFlags } from '../../fixes/add-flag.ts';
import { sourceOf } from '../../python/arguments.ts';
import { spanOf } from '../../python/module.ts';
import { firstPlacement, mayBeOn, mayTrain, settingsOf } from '../course.ts';
import { kernelCalls } from '../kernels.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const opDeterministicOnlyWithFlag: Rule = {
  meta: {
    code: 'SR308',
    name: 'op-deterministic-only-with-flag',
    severity: 'hint',
    summary: 'op deterministic only when strict flag is on',
    rationale:
      'By default this operation adds on a GPU in the order in which threads arrive. With `torch.use_deterministic_algorithms(True)` torch takes another kernel, which repeats and is slower. The rule names the reasons for the flag, one by one.',
    defaultOn: false,
    fix: 'unsafe',
    sources: ['torch 2.13.0 torch/__init__.py:1388-1534'],
    invalid: [
      {
        code: `
import torch

torch.manual_seed(0)
table = torch.nn.Parameter(torch.zeros(4, 2, device="cuda"))
index = torch.tensor([0, 1, 1], device="cuda")
rows = table.index_select(0, index)  # <-
rows.sum().backward()
`,
      },
    ],
    valid: [
      {
        why: 'the flag is on',
        code: `
import torch

torch.manual_seed(0)
torch.use_deterministic_algorithms(True)
table = torch.nn.Parameter(torch.zeros(4, 2, device="cuda"))
index = torch.tensor([0, 1, 1], device="cuda")
table.index_select(0, index).sum().backward()
`,
      },
      {
        why: 'processes gather their losses, no tensor is indexed',
        code: `
import torch
from accelerate import Accelerator

torch.manual_seed(0)
accelerator = Accelerator()
loss = torch.zeros(1, device="cuda", requires_grad=True).sum()
accelerator.backward(loss)
print(accelerator.gather(loss))
`,
      },
      {
        why: 'on the CPU',
        code: `
import torch

torch.manual_seed(0)
table = torch.nn.Parameter(torch.zeros(4, 2))
table.index_select(0, torch.tensor([0, 1, 1])).sum().backward()
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    const placement = firstPlacement(flow);
    if (placement === undefined || !mayTrain(flow) || mayBeOn(flow, 'deterministic-algorithms')) return;
    const calls = kernelCalls(context, withFlagOnly);
    if (calls.length === 0) return;
    // A flag that is turned off by hand is another rule's to turn on.
    const fix =
      settingsOf(flow, 'deterministic-algorithms').length > 0
        ? null
        : addFlags(context, ['strict'], placement, false, 'Add `torch.use_deterministic_algorithms(True)`');
    for (const { call, kernel } of calls) {
      const name = `\`${sourceOf(call.func)}\``;
      context.report({
        span: spanOf(module, call.func),
        message: `${kernel.backward ? `The backward of ${name}` : name} repeats on a GPU only with \`torch.use_deterministic_algorithms(True)\`.`,
        fixes: fix === null ? [] : [fix],
      });
    }
  },
};
