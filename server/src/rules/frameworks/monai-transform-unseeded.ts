// SR709: a random transform of MONAI that nothing seeds.

import type { Edit } from '../../finding.ts';
import { spanAt } from '../../fixes/layout.ts';
import { seedText } from '../../fixes/seed-value.ts';
import { type CallEvent, spanOfSite } from '../../flow/events.ts';
import { mentionsAttribute } from '../../flow/mentions.ts';
import { argumentOf, sourceOf } from '../../python/arguments.ts';
import { around, everyNode } from '../../python/traverse.ts';
import { callsOf } from '../course.ts';
import type { Rule, RuleContext } from '../rule.ts';

/** What hands seeds to the transforms of its data. */
const SEEDS = /^monai\.data\.(?:DataLoader|ThreadDataLoader|ArrayDataset)$/;

export const monaiTransformUnseeded: Rule = {
  meta: {
    code: 'SR709',
    name: 'monai-transform-unseeded',
    severity: 'information',
    summary: 'a random transform of MONAI that neither its loader nor the script seeds',
    rationale:
      "Each random transform of MONAI has a generator of its own that starts from entropy of the operating system; `set_determinism` does not reach it. MONAI's own DataLoader seeds the transforms of its dataset from torch's stream. Under another loader, or called by hand, they need `set_random_state`; a `Compose` passes it on to what it holds.",
    defaultOn: true,
    fix: 'safe',
    sources: [
      'executed monai 1.6.1: differs even after set_determinism(0)',
      'monai set_determinism docstring',
    ],
    invalid: [
      {
        code: `
from monai.transforms import Compose, LoadImage, RandGaussianNoise, RandRotate

train = Compose([LoadImage(), RandGaussianNoise(prob=0.5), RandRotate(0.2)])  # <-
image = train("scan.nii")
`,
      },
      {
        code: `
import monai.transforms as mt
from monai.utils import set_determinism

set_determinism(0)
noise = mt.RandGaussianNoised(keys="image", prob=1.0)  # <-
sample = noise({"image": [0.0]})
`,
      },
    ],
    valid: [
      {
        why: "MONAI's own loader seeds them",
        code: `
from monai.data import DataLoader, Dataset
from monai.transforms import Compose, LoadImaged, RandFlipd
from monai.utils import set_determinism

set_determinism(0)
train = Compose([LoadImaged(keys="image"), RandFlipd(keys="image", prob=0.5)])
for batch in DataLoader(Dataset([{"image": "a.nii"}], train), batch_size=2, shuffle=True):
    print(batch)
`,
      },
      {
        why: 'seeded by hand',
        code: `
from monai.transforms import Compose, RandFlip

train = Compose([RandFlip(prob=0.5)])
train.set_random_state(seed=0)
`,
      },
      {
        why: "MONAI's function seeds the workers of another loader",
        code: `
from monai.data import Dataset, worker_init_fn
from monai.transforms import Compose, LoadImaged, RandFlipd
from torch.utils.data import DataLoader

train = Compose([LoadImaged(keys="image"), RandFlipd(keys="image", prob=0.5)])
loader = DataLoader(Dataset([{"image": "a.nii"}], train), num_workers=2, worker_init_fn=worker_init_fn)
`,
      },
      {
        why: 'what reads them is in another file',
        code: `
from loaders import make_loader
from monai.transforms import Compose, LoadImaged, RandFlipd

train = make_loader(Compose([LoadImaged(keys="image"), RandFlipd(keys="image", prob=0.5)]))
`,
      },
      {
        why: 'transforms that draw nothing',
        code: `
from monai.transforms import Compose, LoadImage, ScaleIntensity

test = Compose([LoadImage(), ScaleIntensity()])
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    const random = callsOf(flow, (api) => /^monai\.transforms\.Rand/.test(api)).filter(
      ({ site }) => site.module === module,
    );
    if (random.length === 0 || mentionsAttribute(module, 'set_random_state')) return;
    if (flow.entry === 'library' || callsOf(flow, (api) => SEEDS.test(api)).length > 0) return;
    const loaders = callsOf(flow, (api) => api === 'torch.utils.data.DataLoader');
    // MONAI has a function for this that seeds the transforms of each worker.
    if (loaders.some(({ call }) => argumentOf(call, 'worker_init_fn') !== undefined)) return;
    const foreign = loaders.length > 0;
    const pipelines = callsOf(flow, (api) => api === 'monai.transforms.Compose');
    const said = new Set<CallEvent['call']>();
    for (const event of random) {
      const outer = around(event.call);
      const holder = pipelines.findLast(({ call }) => outer.includes(call)) ?? event;
      // What uses it may be MONAI's loader in another file: then nothing is claimed.
      if (said.has(holder.call) || !(foreign || isApplied(context, holder.call))) continue;
      said.add(holder.call);
      say(context, holder);
    }
  },
};

/** Whether the script calls the transform itself. */
function isApplied({ module }: RuleContext, transform: CallEvent['call']): boolean {
  const [statement] = around(transform);
  const target = statement?.kind === 'Assign' ? statement.targets[0] : undefined;
  return everyNode(module).some(
    (node) =>
      node.kind === 'Call' &&
      (node.func === transform ||
        (target?.kind === 'Name' && node.func.kind === 'Name' && node.func.id === target.id)),
  );
}

function say(context: RuleContext, { call }: CallEvent): void {
  const { module } = context;
  const at = call.unit.start + call.end;
  const text = `.set_random_state(seed=${seedText(context, call)})`;
  const edit: Edit = { span: spanAt(module, call.unit.cell, at), text };
  context.report({
    span: spanOfSite({ module, node: call.func }),
    message: `\`${sourceOf(call.func)}\` draws from a generator of its own, which \`set_determinism\` does not reach: call \`set_random_state\`.`,
    fixes: call.unit.broken ? [] : [{ title: `Append \`${text}\``, safe: true, edits: [edit] }],
  });
}
