// SR708: a pipeline of Albumentations 2 without a seed.

import { CONTAINERS, isRandomTransform } from '../../catalogue/albumentations.ts';
import { canonical } from '../../catalogue/canonical.ts';
import { pathOf } from '../../fixes/bindings.ts';
import { bindingsFor } from '../../fixes/context.ts';
import { setKeyword } from '../../fixes/keyword.ts';
import { isBefore } from '../../fixes/own-seed.ts';
import { seedText } from '../../fixes/seed-value.ts';
import { spanOfSite } from '../../flow/events.ts';
import { mentionsAttribute } from '../../flow/mentions.ts';
import { argumentOf, isOpen, literalOf } from '../../python/arguments.ts';
import type { Call, Expr } from '../../python/ast.ts';
import type { Module } from '../../python/module.ts';
import { around, inside } from '../../python/traverse.ts';
import { callsOf } from '../course.ts';
import type { Rule, RuleContext } from '../rule.ts';

const PIPELINE = /^albumentations\.(?:Compose|ReplayCompose)$/;

export const albumentationsComposeNoSeed: Rule = {
  meta: {
    code: 'SR708',
    name: 'albumentations-compose-no-seed',
    severity: 'warning',
    summary: 'a pipeline of Albumentations 2 without `seed=`',
    rationale:
      'Since version 2 a `Compose` has a generator of its own that starts from entropy of the operating system: no seed of Python, NumPy or torch reaches it, so each run trains on other images. `seed=` fixes it. A pipeline that only resizes and normalises draws nothing. Projects that pin an earlier version are left alone.',
    defaultOn: true,
    fix: 'safe',
    sources: ['executed 2.0.8: NumPy and Python seeded, and yet it differs; Compose(seed=0) repeats'],
    invalid: [
      {
        code: `
import albumentations as A
from albumentations.pytorch import ToTensorV2

train = A.Compose([A.RandomCrop(32, 32), A.HorizontalFlip(p=0.5), A.Normalize(), ToTensorV2()])  # <-
`,
      },
      {
        code: `
from albumentations import Blur, Compose, MotionBlur, OneOf, Resize

SEED = 4
train = Compose(  # <-
    [
        Resize(64, 64),
        Compose([OneOf([Blur(), MotionBlur()], p=0.3)]),
    ],
)
`,
      },
    ],
    valid: [
      {
        why: 'a seed',
        code: `
import albumentations as A

train = A.Compose([A.RandomCrop(32, 32)], seed=1)
`,
      },
      {
        why: 'transforms for evaluation draw nothing',
        code: `
import albumentations as A
from albumentations.pytorch import ToTensorV2

test = A.Compose([A.Resize(32, 32), A.CenterCrop(28, 28), A.Normalize(), ToTensorV2()])
flipped = A.Compose([A.HorizontalFlip(p=1.0), A.Normalize()])
`,
      },
      {
        why: 'transforms that are chosen elsewhere',
        code: `
import albumentations as A
from settings import transforms

train = A.Compose(transforms)
`,
      },
      {
        why: 'an argument that only earlier versions have, which draw from Python',
        code: `
import albumentations as A

train = A.Compose([A.Resize(32, 32, always_apply=True), A.HorizontalFlip()])
`,
      },
      {
        why: 'seeded afterwards',
        code: `
import albumentations as A

train = A.Compose([A.RandomCrop(32, 32)])
train.set_random_seed(1)
`,
      },
      {
        why: 'another Compose',
        code: `
import torch
from torchvision import transforms

torch.manual_seed(0)
train = transforms.Compose([transforms.RandomCrop(32)])
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module, project } = context;
    if (isBefore(project.version('albumentations'), 2, 0) || mentionsAttribute(module, 'set_random_seed'))
      return;
    const pipelines = callsOf(flow, (api) => PIPELINE.test(api));
    for (const { call, site } of pipelines) {
      if (site.module !== module || isOpen(call) || isOfVersion1(call)) continue;
      // What a pipeline holds takes its numbers from the outermost one.
      const outer = around(call);
      if (pipelines.some((other) => outer.includes(other.call))) continue;
      const seed = argumentOf(call, 'seed');
      if (seed !== undefined && literalOf(seed) !== null) continue;
      if (!drawsIn(module, argumentOf(call, 'transforms', 0))) continue;
      const text = seedText(context, call);
      const edit = setKeyword(module, call, 'seed', text);
      context.report({
        span: spanOfSite({ module, node: call.func }),
        message:
          'This pipeline draws from a generator of its own, which no global seed reaches: give it `seed=`.',
        fixes: edit === null ? [] : [{ title: `Give it \`seed=${text}\``, safe: true, edits: [edit] }],
      });
    }
  },
};

/** An argument that version 2 no longer takes. */
function isOfVersion1(call: Call): boolean {
  return inside(call).some(
    (node) => node.kind === 'Call' && node.keywords.some(({ name }) => name === 'always_apply'),
  );
}

/** Whether something that is written in the list is known to draw. */
function drawsIn(module: Module, transforms: Expr | undefined): boolean {
  if (transforms?.kind !== 'List' && transforms?.kind !== 'Tuple') return false;
  return transforms.items.some((item) => {
    const path = item.kind === 'Call' ? pathOf(bindingsFor(module), item.func) : undefined;
    if (item.kind !== 'Call' || path === undefined || !canonical(path).startsWith('albumentations.'))
      return false;
    const name = path.slice(path.lastIndexOf('.') + 1);
    if (CONTAINERS.has(name)) return name === 'OneOf' || name === 'SomeOf' || drawsIn(module, item.args[0]);
    const applied = argumentOf(item, 'p');
    return isRandomTransform(name, applied !== undefined && literalOf(applied) === 1);
  });
}
