// SR702: what a script draws before the Trainer of Transformers seeds.

import { seedFixes } from '../../fixes/seed-block.ts';
import { causesOf } from '../../flow/causes.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { isOwnSeedCause, isSeededByTrainer, relate, reportDraws, sentence } from '../words.ts';

export const hfModelBuiltBeforeSeed: Rule = {
  meta: {
    code: 'SR702',
    name: 'hf-model-built-before-seed',
    severity: 'warning',
    summary: 'a model or split is made before the Trainer seeds',
    rationale:
      'The Trainer of Transformers seeds Python, NumPy and torch when it is made, with `TrainingArguments.seed`, 42 by default. A model that was built before has drawn the weights of its new head already: they differ in each run, whatever the argument says. Call `set_seed` before the model, or hand the Trainer a `model_init`.',
    defaultOn: true,
    fix: 'safe',
    sources: ['seeders.json (source read)', 'transformers training_args.py doc of seed'],
    invalid: [
      {
        code: `
from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments

model = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased", num_labels=3)  # <-
trainer = Trainer(model=model, args=TrainingArguments("out", seed=1))
trainer.train()
`,
      },
      {
        code: `
from transformers import GPT2Config, GPT2LMHeadModel, Trainer, TrainingArguments


def main():
    model = GPT2LMHeadModel(GPT2Config(n_layer=2))  # <-
    Trainer(model, TrainingArguments("out")).train()


if __name__ == "__main__":
    main()
`,
      },
    ],
    valid: [
      {
        why: 'seeded before the model',
        code: `
from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments, set_seed

args = TrainingArguments("out")
set_seed(args.seed)
model = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased", num_labels=3)
Trainer(model=model, args=args).train()
`,
      },
      {
        why: 'the Trainer builds the model itself',
        code: `
from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments


def model_init():
    return AutoModelForSequenceClassification.from_pretrained("bert-base-uncased")


Trainer(model_init=model_init, args=TrainingArguments("out")).train()
`,
      },
      {
        why: 'a transform draws while the Trainer trains',
        code: `
from torchvision.transforms import ColorJitter
from transformers import Trainer, TrainingArguments

jitter = ColorJitter(0.2)


def transform(rows):
    rows["pixels"] = [jitter(row) for row in rows["pixels"]]
    return rows


transform({"pixels": []})
Trainer(args=TrainingArguments("out")).train()
`,
      },
      {
        why: 'a language model comes with its head',
        code: `
from transformers import AutoModelForCausalLM, Trainer, TrainingArguments

model = AutoModelForCausalLM.from_pretrained("gpt2")
Trainer(model=model, args=TrainingArguments("out")).train()
`,
      },
    ],
  },
  check(context: RuleContext) {
    for (const cause of causesOf(context.flow)) {
      const { seed, first, stream } = cause;
      if (seed === null || !isSeededByTrainer(cause) || isOwnSeedCause(cause)) continue;
      // A transform is applied while the Trainer trains, whenever it was made.
      if (first.role === 'transform') continue;
      reportDraws(
        context,
        cause,
        `${sentence(first, stream)} before the Trainer seeds it: call \`set_seed\` above this.`,
        { fixes: () => seedFixes(context), related: [relate('the Trainer seeds only here', seed)] },
      );
    }
  },
};
