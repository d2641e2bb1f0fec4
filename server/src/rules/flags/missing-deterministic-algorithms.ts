// SR301: a script trains on a GPU without asking for deterministic algorithms.

import { addFlags } from '../../fixes/add-flag.ts';
import {
  firstPlacement,
  mayBeOn,
  mayTrain,
  settingsOf,
  showsIntent,
  undeterminedTrainer,
} from '../course.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { spanHere } from '../words.ts';

export const missingDeterministicAlgorithms: Rule = {
  meta: {
    code: 'SR301',
    name: 'missing-deterministic-algorithms',
    severity: 'information',
    summary: 'training on a possible CUDA device without use_deterministic_algorithms',
    rationale:
      'Many CUDA kernels add in an order that changes from run to run: scatter, index_add, the backward of attention and of interpolation. `torch.use_deterministic_algorithms(True)` takes their deterministic versions, and raises where there is none; `warn_only=True` warns instead. It costs speed. Seeds and cuDNN flags do not do this.',
    defaultOn: true,
    fix: 'unsafe',
    sources: [
      'torch 2.13.0 torch/__init__.py:1388-1534',
      'pytorch/pytorch docs/source/notes/randomness.md @2046ae1a',
    ],
    invalid: [
      {
        code: `
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 2).cuda()  # <-
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
loss = model(torch.randn(2).cuda()).sum()
loss.backward()
optimizer.step()
`,
      },
    ],
    valid: [
      {
        why: 'the flag is set',
        code: `
import torch

torch.manual_seed(0)
torch.use_deterministic_algorithms(True)
model = torch.nn.Linear(2, 2).cuda()
model(torch.randn(2).cuda()).sum().backward()
`,
      },
      {
        why: 'on the CPU only',
        code: `
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 2)
model(torch.randn(2)).sum().backward()
`,
      },
      {
        why: 'nothing is trained',
        code: `
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 2).cuda()
print(model(torch.randn(2).cuda()))
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    const placement = firstPlacement(flow);
    if (flow.entry === 'library' || placement === undefined || !mayTrain(flow)) return;
    // A flag that is turned off by hand is SR304's.
    if (mayBeOn(flow, 'deterministic-algorithms') || settingsOf(flow, 'deterministic-algorithms').length > 0)
      return;
    const intent = showsIntent(flow);
    // Lightning's own argument is the better cure, and SR701 offers it at this place.
    const lightning = intent && undeterminedTrainer(flow) !== undefined;
    const title = 'Add `torch.use_deterministic_algorithms(True)`';
    context.report({
      span: spanHere(placement, module),
      severity: intent && !lightning ? 'information' : 'hint',
      message:
        'Training on a GPU may use kernels whose result changes from run to run: `torch.use_deterministic_algorithms(True)` excludes them.',
      fixes: () => [lightning ? null : addFlags(context, ['strict'], placement, false, title)],
    });
  },
};
