// Fixes that give a call its own seed: what is written, where it may not be written, and what is offered instead.

import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/fixes/apply.ts';
import { lint } from '../../server/src/lint.ts';
import { emptyProject } from '../../server/src/project/project.ts';
import { rules } from '../../server/src/rules/index.ts';
import { resolveSelection } from '../../server/src/selection.ts';
import { check, defaults, parse } from '../rules/run-rules.ts';

/** The script after the first fix of the first finding of a rule. */
function fixed(code: string, text: string): string {
  const fix = check(text).findings.find((finding) => finding.code === code)?.fixes[0];
  return fix === undefined ? 'no fix' : applyEdits(text, fix.edits);
}

describe('random_state', () => {
  const head = 'from sklearn.model_selection import train_test_split as split\n';
  test.each([
    ['is added', 'split([1, 2])', 'split([1, 2], random_state=1024)'],
    ['takes the place of None', 'split([1, 2], random_state=None)', 'split([1, 2], random_state=1024)'],
    ['keeps a trailing comma', 'split(\n    [1, 2],\n)', 'split(\n    [1, 2], random_state=1024,\n)'],
  ])('%s', (_why, call, expected) => {
    expect(fixed('SR604', `${head}a, b = ${call}\n`)).toBe(`${head}a, b = ${expected}\n`);
  });

  test("is the file's constant where that stands above", () => {
    expect(fixed('SR604', `${head}SEED = 3\na, b = split([1, 2])\n`)).toContain('random_state=SEED');
    expect(fixed('SR604', `${head}a, b = split([1, 2])\nSEED = 3\n`)).toContain('random_state=1024');
  });

  test('is what the file seeds with already: the number, or the variable of the same function', () => {
    const seeded = 'import numpy as np\nfrom sklearn.model_selection import train_test_split\n';
    expect(fixed('SR604', `${seeded}np.random.seed(7)\na, b = train_test_split([1, 2])\n`)).toContain(
      'random_state=7',
    );
    const inside = `${seeded}\n\ndef main(seed=0):\n    np.random.seed(seed)\n    return train_test_split([1, 2])\n\n\nmain()\n`;
    expect(fixed('SR604', inside)).toContain('random_state=seed');
    const outside = `${seeded}\n\ndef fix(s):\n    np.random.seed(s)\n\n\nfix(3)\na, b = train_test_split([1, 2])\n`;
    expect(fixed('SR604', outside)).toContain('random_state=1024');
  });

  test('is given to every call that the finding speaks of', () => {
    const text = `${head}from sklearn.cluster import KMeans\na, b = split([1, 2])\nKMeans(2).fit(a)\n`;
    expect(fixed('SR604', text)).toBe(
      text.replace('2])', '2], random_state=1024)').replace('KMeans(2)', 'KMeans(2, random_state=1024)'),
    );
  });

  test('is not given to splits of a loop, which are meant to differ', () => {
    const text = `${head}for i in range(3):\n    a, b = split([1, 2])\n`;
    expect(fixed('SR604', text)).toContain('np.random.seed(1024)');
  });

  test('is not given in a function that a loop calls', () => {
    const text = `${head}\n\ndef one():\n    return split([1, 2])\n\n\nfor i in range(3):\n    one()\n`;
    expect(fixed('SR604', text)).toContain('np.random.seed(1024)');
  });

  test('is given to estimators of a loop', () => {
    const text =
      'from sklearn.cluster import KMeans\nfor k in (2, 3):\n    KMeans(k).fit([[0.0], [1.0], [2.0]])\n';
    expect(fixed('SR601', text)).toContain('KMeans(k, random_state=1024)');
  });

  test("is not given to the script's own subclass", () => {
    const text =
      'from sklearn.cluster import KMeans\n\n\nclass Two(KMeans):\n    pass\n\n\nTwo().fit([[0.0], [1.0]])\n';
    expect(fixed('SR601', text)).toContain('np.random.seed(1024)');
  });

  test('by position', () => {
    const text = 'import pandas as pd\npd.DataFrame({"a": [1]}).sample(1, None, False, None, None)\n';
    expect(fixed('SR608', text)).toContain('sample(1, None, False, None, 1024)');
  });
});

describe('names that SciPy had before', () => {
  const selection = resolveSelection(
    rules.map((rule) => rule.meta),
    [],
  );
  const offered = (text: string, version: string | undefined) =>
    lint(parse(text), { project: { ...emptyProject, version: () => version }, settings: defaults, selection })
      .findings.flatMap((finding) => (finding.code.startsWith('SR60') ? finding.fixes : []))
      .map((fix) => applyEdits(text, fix.edits).split('\n').at(-2));

  const seeded = 'import numpy as np\nfrom scipy import optimize\nnp.random.seed(0)\n';
  const call = 'optimize.dual_annealing(lambda x: x[0] ** 2, [(-1, 1)]';
  test.each([
    [undefined, `${call}, rng=0)`],
    ['1.15.2', `${call}, rng=0)`],
    ['1.14.0', `${call}, seed=0)`],
  ])('version %s', (version, expected) => {
    expect(offered(`${seeded}${call})\n`, version)).toEqual([expected]);
  });

  const sparse = 'from scipy.sparse.linalg import eigsh, svds\nimport scipy.sparse as sp\n';
  test.each([
    [undefined, ['svds(sp.eye(9), k=2, rng=1024)']],
    ['1.14', ['svds(sp.eye(9), k=2, random_state=1024)']],
  ])('sparse values with version %s', (version, expected) => {
    expect(offered(`${sparse}svds(sp.eye(9), k=2)\n`, version)).toEqual(expected);
  });
  test('where no version had one, nothing is offered', () => {
    expect(offered(`${sparse}eigsh(sp.eye(9), k=2)\n`, '1.16')).toEqual([]);
  });
});

describe('a framework seeds by its own call', () => {
  const lines = (code: string, text: string) => fixed(code, text).split('\n');
  const fit = 'L.Trainer(accelerator="cpu").fit(torch.nn.Linear(2, 2))\n';
  test.each([
    ['import lightning as L\nimport torch\n', 'L.seed_everything(1024, workers=True)'],
    ['import lightning.pytorch as L\nimport torch\n', 'L.seed_everything(1024, workers=True)'],
    ['import pytorch_lightning as L\nimport torch\n', 'L.seed_everything(1024, workers=True)'],
    ['import pytorch_lightning as L\nimport torch\nSEED = 5\n', 'L.seed_everything(SEED, workers=True)'],
  ])('Lightning: %j', (head, expected) => {
    expect(lines('SR103', head + fit)).toContain(expected);
  });
  test('by an import beside the others where only names are imported', () => {
    const text = `import torch\nfrom pytorch_lightning import Trainer\n${fit.replace('L.', '')}`;
    expect(lines('SR103', text).slice(0, 5)).toEqual([
      'import torch',
      'from pytorch_lightning import Trainer',
      'from pytorch_lightning import seed_everything',
      '',
      'seed_everything(1024, workers=True)',
    ]);
  });
  test('the seed block is offered beside it', () => {
    const titles = check(`import lightning as L\nimport torch\n${fit}`).findings.flatMap((finding) =>
      finding.code === 'SR103' && finding.severity === 'warning' ? finding.fixes.map((fix) => fix.title) : [],
    );
    expect(titles).toEqual([
      'Insert `L.seed_everything(1024, workers=True)`',
      'Insert `seed_torch` and call it',
    ]);
  });
  test('Transformers', () => {
    const text =
      'from transformers import BertConfig, BertModel, Trainer\nTrainer(BertModel(BertConfig())).train()\n';
    expect(lines('SR702', text)).toContain('set_seed(1024)');
  });
  test('Keras, TensorFlow, CuPy', () => {
    expect(lines('SR703', 'from tensorflow import keras\nkeras.layers.Dense(1)(0)\n')).toContain(
      'keras.utils.set_random_seed(1024)',
    );
    expect(lines('SR711', 'from cupy import random\nrandom.rand(2)\n')).toContain('random.seed(1024)');
    expect(lines('SR711', 'from cupy.random import rand\nrand(2)\n')).toEqual([
      'from cupy.random import rand',
      'import cupy.random',
      '',
      'cupy.random.seed(1024)',
      '',
      'rand(2)',
      '',
    ]);
  });
});

describe('an environment is seeded once', () => {
  const head = 'import gymnasium as gym\nenv = gym.make("CartPole-v1")\n';
  test('by the first reset', () => {
    expect(fixed('SR706', `${head}env.reset()\n`)).toBe(`${head}env.reset(seed=1024)\n`);
  });
  test('before the loop that resets it', () => {
    expect(fixed('SR706', `${head}for i in range(3):\n    env.reset()\n`)).toBe(
      `${head}env.reset(seed=1024)\nfor i in range(3):\n    env.reset()\n`,
    );
  });
  test('nowhere where the loop makes it anew', () => {
    expect(
      fixed(
        'SR706',
        'import gymnasium as gym\nfor i in range(3):\n    env = gym.make("a")\n    env.reset()\n',
      ),
    ).toBe('no fix');
  });
  test('before the functions that a loop calls nothing is written', () => {
    expect(
      fixed('SR706', `${head}\n\ndef run():\n    env.reset()\n\n\nfor i in range(3):\n    run()\n`),
    ).toBe('no fix');
  });
  test('nowhere where a method that is called twice resets it', () => {
    const text =
      'import gymnasium as gym\n\n\nclass Agent:\n    def __init__(self):\n        self.env = gym.make("a")\n        self.begin()\n\n    def begin(self):\n        self.env.reset()\n\n    def end(self):\n        self.begin()\n\n\nAgent()\n';
    expect(fixed('SR706', text)).toBe('no fix');
  });
  test('by `seed` in the first interface', () => {
    const old = 'import gym\nenv = gym.make("CartPole-v0")\n';
    expect(fixed('SR706', `${old}state = env.reset()\n`)).toBe(`${old}env.seed(1024)\nstate = env.reset()\n`);
  });
});

describe('a key of JAX is split', () => {
  test('before its first use', () => {
    const text =
      'import jax\nkey = jax.random.key(0)\na = jax.random.normal(key)\nb = jax.random.normal(key)\n';
    expect(fixed('SR705', text)).toBe(
      'import jax\nkey = jax.random.key(0)\nkey, subkey = jax.random.split(key)\na = jax.random.normal(subkey)\nb = jax.random.normal(key)\n',
    );
  });
  test('in the loop', () => {
    const text =
      'from jax import random\nkey = random.key(0)\nfor i in range(3):\n    a = random.normal(key)\n';
    expect(fixed('SR705', text)).toContain(
      '    key, subkey = random.split(key)\n    a = random.normal(subkey)\n',
    );
  });
});
