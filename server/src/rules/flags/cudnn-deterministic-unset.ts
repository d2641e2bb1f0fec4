// SR303: a script trains on a GPU and leaves cuDNN free to choose nondeterministic kernels.

import { addFlags } from '../../fixes/add-flag.ts';
import { completion } from '../../fixes/complete-block.ts';
import { insertSeedBlock } from '../../fixes/seed-block.ts';
import type { Line } from '../../fixes/seed-lines.ts';
import { causesOf } from '../../flow/causes.ts';
import type { PlacementEvent } from '../../flow/events.ts';
import { firstPlacement, mayBeOn, mayTrain, settingsOf } from '../course.ts';
import { usesCudnn } from '../cudnn-use.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';
import { spanHere } from '../words.ts';

export const cudnnDeterministicUnset: Rule = {
  meta: {
    code: 'SR303',
    name: 'cudnn-deterministic-unset',
    severity: 'warning',
    summary:
      'training where CUDA is possible without cudnn.deterministic=True: cuDNN may sum numbers in another order next run',
    rationale:
      'By default cuDNN may use kernels that add in a varying order, above all in the backward of convolutions. `cudnn.deterministic = True` excludes them, at some speed; `cudnn.benchmark = False` keeps the choice of kernel from depending on timing. Seeds do not do this. It is a warning where the script is seen to use convolutions, recurrent layers, CTC loss or a model of pictures or sound; elsewhere cuDNN has little to do, and it is an information.',
    defaultOn: true,
    fix: 'safe',
    sources: [
      'pytorch/pytorch docs/source/notes/randomness.md @2046ae1a',
      'torch 2.13.0 torch/__init__.py:1388-1534',
    ],
    invalid: [
      {
        code: `
import torch

torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"
model = torch.nn.Conv2d(3, 8, 3).to(device)  # <-
loss = model(torch.randn(1, 3, 8, 8, device=device)).sum()
loss.backward()
`,
      },
    ],
    valid: [
      {
        why: 'the flag is set',
        code: `
import torch

torch.manual_seed(0)
torch.backends.cudnn.deterministic = True
torch.backends.cudnn.benchmark = False
model = torch.nn.Conv2d(3, 8, 3).cuda()
model(torch.randn(1, 3, 8, 8).cuda()).sum().backward()
`,
      },
      {
        why: 'the stricter flag implies it',
        code: `
import torch

torch.manual_seed(0)
torch.use_deterministic_algorithms(True)
model = torch.nn.Conv2d(3, 8, 3).cuda()
model(torch.randn(1, 3, 8, 8).cuda()).sum().backward()
`,
      },
      {
        why: 'on the CPU only',
        code: `
import torch

torch.manual_seed(0)
model = torch.nn.Conv2d(3, 8, 3)
model(torch.randn(1, 3, 8, 8)).sum().backward()
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    const placement = firstPlacement(flow);
    if (flow.entry === 'library' || placement === undefined || !mayTrain(flow)) return;
    if (mayBeOn(flow, 'cudnn.deterministic') || mayBeOn(flow, 'deterministic-algorithms')) return;
    // A flag that is turned off by hand is SR304's.
    if (settingsOf(flow, 'cudnn.deterministic').length > 0) return;
    const used = usesCudnn(flow, module);
    context.report({
      span: spanHere(placement, module),
      severity: used ? 'warning' : 'information',
      message: `Training moves to a GPU here without \`cudnn.deterministic = True\`: ${
        used
          ? 'cuDNN may sum numbers in another order in the next run.'
          : 'a convolution or a recurrent layer, should there be one, may sum numbers in another order in the next run.'
      }`,
      fixes: () => [fixFor(context, placement)],
    });
  },
};

/** The seed block where nothing is seeded yet; else the two flags where the file seeds. */
function fixFor(context: RuleContext, placement: PlacementEvent): Fix | null {
  const { flow, module } = context;
  const timing = settingsOf(flow, 'cudnn.benchmark').some((event) => event.site.module === module);
  const wanted: readonly Line[] = timing ? ['deterministic'] : ['benchmark', 'deterministic'];
  const title = 'Set the cuDNN flags';
  const completed = completion(context, Number.POSITIVE_INFINITY, wanted);
  if (completed !== null) return { ...completed, title: `${title} beside the seeds` };
  const block = causesOf(flow).some((cause) => cause.kind === 'no-seed') ? insertSeedBlock(context) : null;
  return block ?? addFlags(context, wanted, placement, true, title);
}
