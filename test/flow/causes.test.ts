// Why a stream is unseeded where it is first drawn from: one cause, with the seed, option or function that explains it.

import { expect, test } from 'vitest';
import { causesOf, missedSeed } from '../../server/src/flow/causes.ts';
import { interpret, rowOf } from './interpret.ts';

/** `stream kind @row of the first draw`, then what explains it, then how many later draws. */
function causes(code: string): string[] {
  return causesOf(interpret(code)).map(({ stream, kind, first, later, seed, option, seedFunction }) =>
    [
      `${stream} ${kind} @${rowOf(first.site)}`,
      seed === null ? '' : `seed @${rowOf(seed.site)}`,
      option === null ? '' : `option ${option.name}`,
      seedFunction === null ? '' : `function ${seedFunction.definition.name}`,
      later.length === 0 ? '' : `and ${later.length}`,
    ]
      .filter((part) => part !== '')
      .join(', '),
  );
}

const parser = 'import argparse\np = argparse.ArgumentParser()\n';
const cases: readonly [what: string, code: string, causes: readonly string[]][] = [
  ['nothing seeds', 'import random\nrandom.random()\nrandom.random()', ['python no-seed @2, and 1']],
  ['all is seeded', 'import random\nrandom.seed(0)\nrandom.random()', []],
  [
    'in the order of first draws',
    'import random, torch\ntorch.rand(1)\nrandom.random()',
    ['torch no-seed @2', 'python no-seed @3'],
  ],
  [
    'another stream is seeded',
    'import random, torch\nrandom.seed(0)\ntorch.rand(1)',
    ['torch partial-seed @3, seed @2'],
  ],
  [
    'seeded on the other of two paths, beside another stream',
    'import numpy as np, torch\nfrom torch.cuda import is_available as gpu\nif gpu():\n    np.random.seed(0)\n    torch.manual_seed(0)\nelse:\n    torch.rand(1)',
    ['torch one-branch @7, seed @5'],
  ],
  [
    'another stream is seeded later',
    'import random, torch\ntorch.rand(1)\nrandom.seed(0)',
    ['torch no-seed @2'],
  ],
  [
    'another stream is seeded by entropy',
    'import random, torch\nrandom.seed()\ntorch.rand(1)',
    ['torch no-seed @3'],
  ],
  [
    'another stream in a branch that is not taken',
    'import random, torch\nif 1 > 2:\n    random.seed(0)\ntorch.rand(1)',
    ['torch no-seed @4'],
  ],
  [
    'a generator of its own is no seed of the stream',
    'import random, torch\ng = torch.Generator().manual_seed(1)\nrandom.random()',
    ['python no-seed @3'],
  ],
  [
    'a function seeds another stream',
    'import random, torch\ndef f():\n    random.seed(0)\nf()\ntorch.rand(1)',
    ['torch partial-seed @5, seed @3, function f'],
  ],
  [
    'the seed is late',
    'import torch\ntorch.rand(1)\ntorch.manual_seed(0)',
    ['torch seed-after-draw @2, seed @3'],
  ],
  ['a late seed of entropy is none', 'import random\nrandom.random()\nrandom.seed()', ['python no-seed @2']],
  [
    'a late seed of the clock is none',
    'import random, time\nrandom.random()\nrandom.seed(time.time())',
    ['python no-seed @2'],
  ],
  [
    'a state that is put back late is none',
    'import random\nrandom.random()\nrandom.setstate(s)',
    ['python no-seed @2'],
  ],
  ['the seed is entropy', 'import random\nrandom.seed()\nrandom.random()', ['python entropy @3, seed @2']],
  [
    'the seed is the clock',
    'import random, time\nrandom.seed(time.time())\nrandom.random()',
    ['python entropy @3, seed @2'],
  ],
  [
    'the draw seeds its own stream',
    'import random\nrandom.seed(random.randint(0, 9))\nrandom.random()',
    ['python entropy @2, seed @2, and 1'],
  ],
  [
    'on one path',
    'import torch\nif torch.cuda.is_available():\n    torch.manual_seed(0)\ntorch.rand(1)',
    ['torch one-branch @4, seed @3'],
  ],
  [
    'on a path that is not taken',
    'import torch\nif 1 > 2:\n    torch.manual_seed(0)\ntorch.rand(1)',
    ['torch one-branch @4, seed @3'],
  ],
  [
    'on a path that is not taken, before one that is late',
    'import torch\nif 1 > 2:\n    torch.manual_seed(0)\ntorch.rand(1)\ntorch.manual_seed(1)',
    ['torch one-branch @4, seed @3'],
  ],
  [
    'late, before one on a path that is not taken',
    'import torch\ntorch.rand(1)\nif 1 > 2:\n    torch.manual_seed(0)\ntorch.manual_seed(1)',
    ['torch seed-after-draw @2, seed @5'],
  ],
  [
    'on a path that is not taken, late',
    'import torch\ntorch.rand(1)\nif 1 > 2:\n    torch.manual_seed(0)',
    ['torch one-branch @2, seed @4'],
  ],
  [
    'in a handler',
    'import torch\ntry:\n    pass\nexcept ValueError:\n    torch.manual_seed(0)\ntorch.rand(1)',
    ['torch no-seed @6'],
  ],
  [
    'by an option',
    `${parser}import torch\np.add_argument("--seed", type=int)\na = p.parse_args()\nif a.seed:\n    torch.manual_seed(a.seed)\ntorch.rand(1)`,
    ['torch option-none @8, seed @7, option seed'],
  ],
  [
    'by an option, of another stream',
    `${parser}import random, torch\np.add_argument("--seed", type=int)\na = p.parse_args()\nif a.seed:\n    random.seed(a.seed)\ntorch.rand(1)`,
    ['torch option-none @8, seed @7, option seed'],
  ],
  [
    'given an option',
    `${parser}import random\np.add_argument("--seed", type=int)\na = p.parse_args()\nrandom.seed(a.seed)\nrandom.random()`,
    ['python option-none @7, seed @6, option seed'],
  ],
  [
    'by an option with a default',
    `${parser}import random\np.add_argument("--fix", action="store_true")\na = p.parse_args()\nif a.fix:\n    random.seed(1)\nrandom.random()`,
    ['python one-branch @8, seed @7, option fix'],
  ],
  [
    'an option that seeds nothing',
    `${parser}import random\np.add_argument("--seed", default=1)\np.parse_args()\nrandom.random()`,
    ['python option-unused @6, option seed'],
  ],
  [
    'an option that another stream is seeded by',
    `${parser}import random, torch\np.add_argument("--seed", default=1)\na = p.parse_args()\nrandom.seed(a.seed)\ntorch.rand(1)`,
    ['torch partial-seed @7, seed @6'],
  ],
  [
    'an option that somebody reads',
    `${parser}import random\np.add_argument("--seed", default=1)\na = p.parse_args()\nload(a.seed)\nrandom.random()`,
    ['python no-seed @7'],
  ],
  [
    'an option that is read where nothing calls',
    `${parser}import random\np.add_argument("--seed", default=1)\na = p.parse_args()\ndef f(b):\n    return b.seed\nrandom.random()`,
    ['python no-seed @8'],
  ],
  [
    'an option of another name',
    `${parser}import random\np.add_argument("--seeds", default=1)\np.add_argument("--rate", default=1)\np.parse_args()\nrandom.random()`,
    ['python no-seed @7'],
  ],
  [
    'options with seed in their names',
    `${parser}import random\np.add_argument("--random-state", default=1)\np.parse_args()\nrandom.random()`,
    ['python option-unused @6, option random_state'],
  ],
  [
    'a function that nothing calls',
    'import random\ndef f():\n    random.seed(0)\nrandom.random()',
    ['python never-called @4, function f'],
  ],
  [
    'a function for another stream that nothing calls',
    'import random, torch\ndef f():\n    torch.manual_seed(0)\nrandom.random()',
    ['python no-seed @4'],
  ],
  [
    'another process',
    'import random\nimport torch.multiprocessing as mp\ndef work(r):\n    random.random()\nif __name__ == "__main__":\n    random.seed(0)\n    mp.spawn(work)',
    ['python other-process @4, seed @6'],
  ],
  [
    'put back',
    'import random\ns = random.getstate()\nrandom.seed(0)\nrandom.setstate(s)\nrandom.random()',
    ['python put-back @5, seed @3'],
  ],
  ['only defined', 'import random\ndef f():\n    random.random()', ['python no-seed @3']],
  ['only defined, seeded there', 'import random\ndef f():\n    random.seed(0)\n    random.random()', []],
  ['a draw in a branch that is not taken', 'import random\nif 1 > 2:\n    random.random()\nload()', []],
  ['unknown', 'import random\nfrom lib import set_seed\nset_seed(1)\nrandom.random()', []],
];

test.each(cases)('%s', (_what, code, wanted) => {
  expect(causes(`${code}\n`)).toEqual(wanted);
});

/** The seed that the first draw of a stream misses: `row`, and whether it is late. */
function missed(code: string): string | null {
  const flow = interpret(code);
  const draw = flow.events.find((event) => event.kind === 'draw');
  if (draw?.kind !== 'draw') throw new Error('no draw');
  const found = missedSeed(flow, draw);
  return found === null ? null : `${rowOf(found.seed.site)} ${found.later ? 'late' : 'not taken'}`;
}

test.each([
  ['import tensorflow as tf\ntf.random.normal([2])\ntf.random.set_seed(1)\n', '3 late'],
  ['import tensorflow as tf\nif 1 > 2:\n    tf.random.set_seed(1)\ntf.random.normal([2])\n', '3 not taken'],
  [
    'import tensorflow as tf\nif 1 > 2:\n    tf.random.set_seed(1)\ntf.random.normal([2])\ntf.random.set_seed(1)\n',
    '5 late',
  ],
  ['import tensorflow as tf\ntf.random.normal([2])\n', null],
  [
    'import keras\nimport tensorflow as tf\ntf.random.normal([2])\nkeras.utils.set_random_seed(1)\n',
    '4 late',
  ],
  ['import random\nimport tensorflow as tf\ntf.random.normal([2])\nrandom.seed(1)\n', null],
  ['import tensorflow as tf\ntf.random.set_seed(1)\ntf.random.normal([2])\n', null],
  ['import numpy as np\nr = np.random.default_rng()\nr.normal()\ns = np.random.default_rng(1)\n', null],
  ['import torch\ng = torch.Generator()\ntorch.rand(1, generator=g)\ng.manual_seed(1)\n', null],
])('the seed that is missed in %j', (code, wanted) => {
  expect(missed(code)).toBe(wanted);
});
