// SR701: a Trainer of Lightning without `deterministic=`, in a script that means its runs to repeat.

import { setKeyword } from '../../fixes/keyword.ts';
import { spanOfSite } from '../../flow/events.ts';
import { mayBeOn, mayTrain, showsIntent, undeterminedTrainer } from '../course.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const lightningMissingDeterministic: Rule = {
  meta: {
    code: 'SR701',
    name: 'lightning-missing-deterministic',
    severity: 'information',
    summary: "Lightning's Trainer without `deterministic=` in a script that seeds",
    rationale:
      'Seeds do not fix the order in which a GPU adds. `Trainer(deterministic=True)` asks torch for deterministic algorithms and turns `cudnn.benchmark` off; it raises where an operation has none, and costs speed. `deterministic="warn"` warns instead.',
    defaultOn: true,
    fix: 'unsafe',
    sources: ['lightning 2.6.6 accelerator_connector.py:571-593', 'seeders.json (source read)'],
    invalid: [
      {
        code: `
import lightning as L
from model import Net

L.seed_everything(1, workers=True)
trainer = L.Trainer(max_epochs=3)  # <-
trainer.fit(Net())
`,
      },
    ],
    valid: [
      {
        why: 'asked for',
        code: `
import pytorch_lightning as pl
from model import Net

pl.seed_everything(1, workers=True)
pl.Trainer(max_epochs=3, deterministic="warn").fit(Net())
`,
      },
      {
        why: 'on the CPU',
        code: `
import lightning as L
from model import Net

L.seed_everything(1)
L.Trainer(accelerator="cpu", max_epochs=3).fit(Net())
`,
      },
      {
        why: 'a smoke run',
        code: `
import lightning as L
from model import Net

L.seed_everything(1)
L.Trainer(fast_dev_run=True).fit(Net())
`,
      },
      {
        why: 'torch was asked itself',
        code: `
import lightning as L
import torch
from model import Net

L.seed_everything(1)
torch.use_deterministic_algorithms(True)
L.Trainer(max_epochs=3).fit(Net())
`,
      },
      {
        why: 'another Trainer',
        code: `
from transformers import Trainer, TrainingArguments, set_seed
from model import Net

set_seed(1)
Trainer(Net(), TrainingArguments("out")).train()
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    const trainer = undeterminedTrainer(flow);
    if (trainer === undefined || trainer.site.module !== module || flow.entry === 'library') return;
    if (!showsIntent(flow) || !mayTrain(flow) || mayBeOn(flow, 'deterministic-algorithms')) return;
    const edit = setKeyword(module, trainer.call, 'deterministic', 'True');
    context.report({
      span: spanOfSite({ module, node: trainer.call.func }),
      message:
        'On a GPU this Trainer may use kernels whose result changes from run to run: `deterministic=True` excludes them.',
      fixes: edit === null ? [] : [{ title: 'Add `deterministic=True`', safe: false, edits: [edit] }],
    });
  },
};
