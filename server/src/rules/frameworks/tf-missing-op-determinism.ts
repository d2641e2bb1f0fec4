// SR703: TensorFlow or Keras trains from a seed that nothing sets, or without deterministic operations.

import { seedStream } from '../../fixes/framework-seed.ts';
import { mayHappen, missedSeed } from '../../flow/causes.ts';
import type { DrawEvent } from '../../flow/events.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { onlyShuffles, unseededDraws } from '../tensorflow.ts';
import { drawnLater, relate, spanHere, wayTo, written } from '../words.ts';

const STREAMS = ['keras', 'tf'] as const;
const NAMES = { keras: "Keras's seed generator", tf: "TensorFlow's global seed" } as const;
const OP_DETERMINISM = 'tensorflow.config.experimental.enable_op_determinism';

export const tfMissingOpDeterminism: Rule = {
  meta: {
    code: 'SR703',
    name: 'tf-missing-op-determinism',
    severity: 'warning',
    summary:
      'TensorFlow or Keras draws from a seed that nothing sets, or trains without deterministic operations',
    rationale:
      'Layers, initializers, dropout and shuffles of TensorFlow and Keras take a new seed in each process. `keras.utils.set_random_seed` sets the seeds of Python, NumPy and the backend. On a GPU the operations differ as well, unless `tf.config.experimental.enable_op_determinism()` is called; it costs speed, so its absence alone is a hint.',
    defaultOn: true,
    fix: 'safe',
    sources: [
      'tensorflow 2.21.0 config.py:945, random_seed.py:217',
      'Keras 3: keras.src.random.seed_generator.make_default_seed draws from Python',
    ],
    invalid: [
      {
        code: `
import keras

model = keras.Sequential([keras.layers.Dense(1)])  # <-
model.fit([[0.0]], [[1.0]])
`,
      },
      {
        code: `
import tensorflow as tf
from tensorflow.keras.layers import Conv2D

layer = Conv2D(4, 3)  # <-
print(layer(tf.zeros((1, 8, 8, 1))))
`,
      },
    ],
    valid: [
      {
        why: 'seeded through Keras',
        code: `
import keras

keras.utils.set_random_seed(3)
model = keras.Sequential([keras.layers.Dense(1)])
`,
      },
      {
        why: 'Keras 3 takes its seeds from Python, which is seeded',
        code: `
import random

import keras

random.seed(3)
model = keras.Sequential([keras.layers.Dense(1)])
`,
      },
      {
        why: 'a layer with weights that are not drawn',
        code: `
import keras

layer = keras.layers.Dense(1, kernel_initializer="zeros")
`,
      },
      {
        why: 'a shuffle with a seed of its own',
        code: `
import tensorflow as tf

tf.random.set_seed(1)
data = tf.data.Dataset.from_tensor_slices([1, 2]).shuffle(2, seed=1)
for item in data:
    print(item)
`,
      },
    ],
  },
  check(context: RuleContext) {
    for (const stream of STREAMS) {
      const draws = unseededDraws(context.flow, stream);
      const [first] = draws;
      // The order of data alone is SR704's.
      if (first !== undefined && !onlyShuffles(draws)) report(context, stream, first, draws.slice(1));
    }
    hintAtOperations(context);
  },
};

function report(
  context: RuleContext,
  stream: 'keras' | 'tf',
  first: DrawEvent,
  later: readonly DrawEvent[],
): void {
  const { module, flow } = context;
  const library = flow.entry === 'library';
  const fix = library ? null : seedStream(context, first, stream);
  const what = first.role === 'layer' ? 'draws its weights from' : 'draws from';
  const following = drawnLater(first, later, 2);
  const missed = missedSeed(flow, first);
  const why =
    missed === null
      ? []
      : [relate(missed.later ? 'set only here' : 'set on a path that is not taken', missed.seed)];
  const unset = missed === null ? 'which nothing sets' : 'which nothing has set by then';
  context.report({
    span: spanHere(first, module),
    message: `\`${written(first)}\` ${what} ${NAMES[stream]}, ${unset}: two runs get other numbers.`,
    related: [...wayTo(first, module), ...why, ...following].slice(0, 5),
    fixes: fix === null ? [] : [fix],
    stream,
    ...(library ? { severity: 'hint' as const } : {}),
  });
}

/** Seeds alone do not make a GPU's sums repeat. */
function hintAtOperations({ flow, module, report: say }: RuleContext): void {
  const first = flow.events.find(
    (event) => event.kind === 'draw' && event.stream === 'tf' && mayHappen(event),
  );
  const asked = flow.events.some((event) => event.kind === 'call' && event.api === OP_DETERMINISM);
  if (first === undefined || asked || flow.entry === 'library') return;
  say({
    span: spanHere(first, module),
    severity: 'hint',
    message:
      'On a GPU, TensorFlow adds in another order in each run unless `tf.config.experimental.enable_op_determinism()` is called.',
  });
}
