// SR710: a dataset of Hugging Face is shuffled or split without a seed.

import { seedEdit } from '../../fixes/own-seed.ts';
import { spanOfSite } from '../../flow/events.ts';
import { argumentOf, isOpen, literalOf } from '../../python/arguments.ts';
import { callsOf } from '../course.ts';
import { reportOwnSeeds } from '../own-seeds.ts';
import type { Rule, RuleContext } from '../rule.ts';

const STREAMED = 'datasets.IterableDataset.shuffle';

export const hfDatasetsShuffleNoSeed: Rule = {
  meta: {
    code: 'SR710',
    name: 'hf-datasets-shuffle-no-seed',
    severity: 'warning',
    summary: 'a dataset of Hugging Face is shuffled or split without a seed',
    rationale:
      "A loaded dataset shuffles and splits by NumPy's global stream: unseeded, each run trains and tests on other examples, and the fingerprint that finds cached results changes too. A streamed dataset takes entropy of the operating system, which no global seed reaches. `Trainer` seeds only when it is made, so what was split before is not covered.",
    defaultOn: true,
    fix: 'safe',
    sources: ['executed datasets 5.2.0: np global unchanged for streamed ones; differs between processes'],
    invalid: [
      {
        code: `
from datasets import load_dataset

data = load_dataset("imdb", split="train").shuffle().select(range(1000))  # <-
`,
      },
      {
        code: `
import numpy as np
from datasets import load_dataset

np.random.seed(0)
stream = load_dataset("c4", "en", split="train", streaming=True)
stream = stream.shuffle(buffer_size=1000)  # <-
`,
      },
      {
        code: `
from datasets import load_dataset
from transformers import Trainer, TrainingArguments

data = load_dataset("imdb")["train"].train_test_split(test_size=0.1)  # <-
trainer = Trainer(args=TrainingArguments("out"), train_dataset=data["train"])
trainer.train()
`,
      },
    ],
    valid: [
      {
        why: 'seeds',
        code: `
from datasets import load_dataset

data = load_dataset("imdb")
train = data["train"].shuffle(seed=42)
parts = data["test"].train_test_split(test_size=0.5, seed=42)
`,
      },
      {
        why: 'nothing is shuffled',
        code: `
from datasets import load_dataset

parts = load_dataset("imdb", split="train").train_test_split(0.1, shuffle=False)
`,
      },
      {
        why: 'a list that is shuffled by a generator',
        code: `
import random

rows = ["a", "b"]
random.Random(0).shuffle(rows)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    reportOwnSeeds(context, 'SR710');
    for (const { call, site } of callsOf(flow, (api) => api === STREAMED)) {
      if (site.module !== module || isOpen(call)) continue;
      const given = [argumentOf(call, 'seed', 0), argumentOf(call, 'generator', 1)];
      if (given.some((value) => value !== undefined && literalOf(value) !== null)) continue;
      const edit = seedEdit(context, call, { keyword: 'seed', position: 0 });
      context.report({
        span: spanOfSite({ module, node: call.func }),
        message:
          'A streamed dataset shuffles by entropy of the operating system, which no seed reaches: give it `seed=`.',
        fixes: edit === null ? [] : [{ title: 'Give it a seed', safe: true, edits: [edit] }],
      });
    }
  },
};
