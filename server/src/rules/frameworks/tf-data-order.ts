// SR704: a pipeline of tf.data that shuffles without a seed, or hands out elements as they become ready.

import { seedStream } from '../../fixes/framework-seed.ts';
import { setKeyword } from '../../fixes/keyword.ts';
import { ownSeeds } from '../../fixes/own-seed.ts';
import { setValue } from '../../fixes/set-value.ts';
import { mayHappen } from '../../flow/causes.ts';
import { type DrawEvent, type FlagEvent, spanOfSite } from '../../flow/events.ts';
import { around } from '../../python/traverse.ts';
import { callsOf } from '../course.ts';
import { reportOwnSeeds } from '../own-seeds.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { onlyShuffles, unseededDraws } from '../tensorflow.ts';
import { relate, spanHere, wayTo, written } from '../words.ts';

const MAPS = /^tensorflow\.data\.Dataset\.(?:map|interleave)$/;

export const tfDataOrder: Rule = {
  meta: {
    code: 'SR704',
    name: 'tf-data-order',
    severity: 'warning',
    summary: 'tf.data shuffles without a seed, or with `deterministic=False`',
    rationale:
      "A `shuffle` takes its order from TensorFlow's global seed, or from entropy where none is set: two runs see other batches. Once the global seed is set, a seed of its own keeps the order whatever else is built, which is a hint. With `deterministic=False`, elements come out as threads finish them, which no seed repeats. The `*_from_directory` loaders take their seed from NumPy.",
    defaultOn: true,
    fix: 'safe',
    sources: [
      'tensorflow 2.21.0 dataset_ops.py:1420,1502,1899',
      'keras 3 keras/src/utils/image_dataset_utils.py: np.random.randint where seed is None',
    ],
    invalid: [
      {
        code: `
import tensorflow as tf

data = tf.data.Dataset.range(100).shuffle(100).batch(8)  # <-
for batch in data:
    print(batch)
`,
      },
      {
        code: `
import tensorflow as tf

tf.random.set_seed(1)
data = tf.data.TFRecordDataset(["a.tfrecord"])
data = data.map(tf.io.decode_raw, num_parallel_calls=tf.data.AUTOTUNE, deterministic=False)  # <-
`,
      },
      {
        code: `
import tensorflow as tf

tf.keras.utils.set_random_seed(1)
options = tf.data.Options()
options.deterministic = False  # <-
data = tf.data.Dataset.range(4).with_options(options)
`,
      },
      {
        code: `
import tensorflow as tf

train = tf.keras.utils.image_dataset_from_directory("images", batch_size=32)  # <-
`,
      },
    ],
    valid: [
      {
        why: 'seeds of their own',
        code: `
import tensorflow as tf

data = tf.data.Dataset.range(100).shuffle(100, seed=1).batch(8)
files = tf.data.Dataset.list_files("*.tfrecord", shuffle=False)
for batch in data:
    print(batch)
`,
      },
      {
        why: 'parallel, and in order',
        code: `
import tensorflow as tf

data = tf.data.Dataset.range(4).map(lambda x: x + 1, num_parallel_calls=tf.data.AUTOTUNE)
`,
      },
      {
        why: 'a directory that is read in order, or with its seed',
        code: `
import tensorflow as tf

test = tf.keras.utils.image_dataset_from_directory("images", shuffle=False)
train = tf.keras.utils.image_dataset_from_directory("images", validation_split=0.2, subset="training", seed=123)
`,
      },
      {
        why: 'a list is no dataset',
        code: `
import random

random.seed(0)
rows = [1, 2]
random.shuffle(rows)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    reportOwnSeeds(context, 'SR704');
    const draws = unseededDraws(flow, 'tf');
    const [first] = draws;
    if (first !== undefined && onlyShuffles(draws)) reportUnseeded(context, first, draws);
    for (const event of flow.events)
      if (event.kind === 'draw' && event.stream === 'tf' && event.role === 'shuffle')
        hintAtSeed(context, event);
    for (const { call, site, constants } of callsOf(flow, (api) => MAPS.test(api))) {
      if (site.module !== module || constants.get('deterministic') !== false) continue;
      const edit = setKeyword(module, call, 'deterministic', 'True');
      const value = call.keywords.find(({ name }) => name === 'deterministic')?.value ?? call;
      context.report({
        span: spanOfSite({ module, node: value }),
        message:
          'Elements come out as threads finish them, in another order in each run: `deterministic=True` keeps the order.',
        fixes: edit === null ? [] : [{ title: 'Set `deterministic=True`', safe: true, edits: [edit] }],
      });
    }
    for (const event of flow.events)
      if (event.kind === 'flag' && event.flag === 'tf-data-order') reportOptions(context, event);
  },
};

function reportUnseeded(context: RuleContext, first: DrawEvent, draws: readonly DrawEvent[]): void {
  const { flow, module } = context;
  const library = flow.entry === 'library';
  const fixes = library ? [] : [ownSeeds(context, draws), seedStream(context, first, 'tf')];
  const following = draws.slice(1, 3).map((draw) => relate(`\`${written(draw)}\` shuffles later`, draw));
  context.report({
    span: spanHere(first, module),
    message: `\`${written(first)}\` shuffles by TensorFlow's global seed, which nothing sets: two runs see another order.`,
    related: [...wayTo(first, module), ...following].slice(0, 5),
    fixes: fixes.filter((fix) => fix !== null),
    stream: 'tf',
    ...(library ? { severity: 'hint' as const } : {}),
  });
}

function hintAtSeed(context: RuleContext, draw: DrawEvent): void {
  const { module } = context;
  if (draw.state.tag !== 'seeded' || !mayHappen(draw) || draw.call === null || draw.site.module !== module)
    return;
  const fix = ownSeeds(context, [draw]);
  if (fix === null) return;
  context.report({
    span: spanOfSite({ module, node: draw.call.func }),
    severity: 'hint',
    message: 'This order changes with any operation that is added before it: `seed=` keeps it.',
    fixes: [fix],
  });
}

function reportOptions(context: RuleContext, { site, value, reach }: FlagEvent): void {
  const { module } = context;
  if (value !== false || site.module !== module || reach === 'skipped') return;
  const [statement] = around(site.node);
  const given = statement?.kind === 'Assign' ? statement.value : null;
  const fix = setValue(module, given, 'True', 'Set it to True', true);
  context.report({
    span: spanOfSite(site),
    message: 'Elements come out as threads finish them, in another order in each run: True keeps the order.',
    fixes: fix === null ? [] : [fix],
  });
}
