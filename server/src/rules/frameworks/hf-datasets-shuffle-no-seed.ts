// SR710: a dataset of Hugging Face is shuffled or split without a seed.

import { seedEdit } from '../../fixes/own-seed.ts';
import { spanOfSite } from '../../flow/events.ts';
import { argumentOf, isOpen, literalOf } from '../../python/arguments.ts';
import type { Call } from '../../python/ast.ts';
import { callsOf } from '../course.ts';
import { reportOwnSeeds } from '../own-seeds.ts';
import type { Rule, RuleContext } from '../rule.ts';

interface Chance {
  readonly what: string;
  /** What gives it a seed, from this position on. */
  readonly seeds: readonly string[];
  readonly position: number;
  readonly unless?: (call: Call) => boolean;
}

const BY_ENTROPY: Readonly<Record<string, Chance>> = {
  'datasets.IterableDataset.shuffle': {
    what: 'A streamed dataset shuffles',
    seeds: ['seed', 'generator'],
    position: 0,
  },
  'datasets.interleave_datasets': {
    what: 'The next dataset is picked',
    seeds: ['seed'],
    position: 2,
    // Without probabilities they take turns.
    unless: (call) => {
      const chances = argumentOf(call, 'probabilities', 1);
      return chances === undefined || literalOf(chances) === null;
    },
  },
};

export const hfDatasetsShuffleNoSeed: Rule = {
  meta: {
    code: 'SR710',
    name: 'hf-datasets-shuffle-no-seed',
    severity: 'warning',
    summary: 'a dataset of Hugging Face is shuffled or split without a seed',
    rationale:
      "A loaded dataset shuffles and splits by NumPy's global stream: unseeded, each run trains and tests on other examples, and the fingerprint that finds cached results changes too. A streamed dataset, and `interleave_datasets` with probabilities, take entropy of the operating system, which no global seed reaches. `Trainer` seeds only when it is made, so what was split before is not covered.",
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
from datasets import interleave_datasets, load_dataset

parts = [load_dataset("c4", name, split="train", streaming=True) for name in ["en", "fr"]]
mixed = interleave_datasets(parts, probabilities=[0.8, 0.2])  # <-
mixed = mixed.shuffle(seed=1)
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
from datasets import interleave_datasets, load_dataset

data = load_dataset("imdb")
train = data["train"].shuffle(seed=42)
parts = data["test"].train_test_split(test_size=0.5, seed=42)
turns = interleave_datasets([train, parts["train"]])
mixed = interleave_datasets([train, parts["train"]], probabilities=[0.5, 0.5], seed=42)
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
    for (const { api, call, site } of callsOf(flow, (name) => Object.hasOwn(BY_ENTROPY, name))) {
      const by = BY_ENTROPY[api];
      if (by === undefined || site.module !== module || isOpen(call) || by.unless?.(call)) continue;
      const given = by.seeds.map((keyword, i) => argumentOf(call, keyword, by.position + i));
      if (given.some((value) => value !== undefined && literalOf(value) !== null)) continue;
      const edit = seedEdit(context, call, { keyword: 'seed', position: by.position });
      context.report({
        span: spanOfSite({ module, node: call.func }),
        message: `${by.what} by entropy of the operating system, which no seed reaches: give it \`seed=\`.`,
        fixes: edit === null ? [] : [{ title: 'Give it a seed', safe: true, edits: [edit] }],
      });
    }
  },
};
