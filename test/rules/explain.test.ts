// What a hover and `samerun draws` say of a draw, a seed and a flag.

import { describe, expect, test } from 'vitest';
import { listDraws } from '../../server/src/draws.ts';
import { explainAt } from '../../server/src/explain.ts';
import { check } from './run-rules.ts';

function hover(text: string, on: string): string | undefined {
  return explainAt(check(text).flow, null, text.lastIndexOf(on) + 1)?.markdown;
}

describe('a draw', () => {
  test('names its stream and the line that seeds it', () => {
    expect(hover('import torch\n\ntorch.manual_seed(3)\nx = torch.randn(2)\n', 'randn')).toBe(
      "Draws from **torch's default generator**.  \nRepeats from run to run: seeded by `torch.manual_seed(3)`, line 3.",
    );
  });
  test.each([
    ['import torch\nx = torch.randn(2)\n', 'nothing seeds it'],
    [
      'import torch\nx = torch.randn(2)\ntorch.manual_seed(1)\n',
      '`torch.manual_seed(1)`, line 3 comes later',
    ],
    [
      'import torch\ntorch.cuda.manual_seed(1)\nx = torch.randn(2)\n',
      '`torch.cuda.manual_seed(1)`, line 2 seeds torch on the current GPU, not on the CPU',
    ],
    [
      'import time, torch\ntorch.manual_seed(time.time_ns())\nx = torch.randn(2)\n',
      '`torch.manual_seed(time.time_ns())`, line 2 takes the clock, which differs in each run',
    ],
    [
      'import torch\nwith torch.random.fork_rng():\n    torch.manual_seed(1)\nx = torch.randn(2)\n',
      'what `torch.manual_seed(1)`, line 3 set is put back before',
    ],
  ])('says why it is unseeded: %j', (text, why) => {
    expect(hover(text, 'randn')).toBe(`Draws from **torch's default generator**.  \nUnseeded: ${why}.`);
  });
  test('a generator of its own is told apart', () => {
    expect(hover('import numpy as np\n\nrng = np.random.default_rng(0)\nrng.normal()\n', 'normal')).toContain(
      'a NumPy Generator of its own',
    );
  });
  test('of another shared stream, too, it is said which seed comes later', () => {
    const text = 'import tensorflow as tf\nx = tf.random.normal([2])\ntf.random.set_seed(1)\n';
    expect(hover(text, 'normal')).toContain('`tf.random.set_seed(1)`, line 3 comes later');
    const [found] = check(text).findings.filter(({ code }) => code === 'SR703');
    expect(found?.related.map(({ message }) => message)).toContain('set only here');
  });
  test('a finding shows the seed that is put back', () => {
    const text =
      'import random\ns = random.getstate()\nrandom.seed(0)\nrandom.setstate(s)\nrandom.random()\n';
    const [found] = check(text).findings.filter(({ code }) => code === 'SR101');
    expect(found?.related.map(({ message }) => message)).toEqual([
      'what this seeds is put back before the draw',
    ]);
  });
  test.each([
    ['gym', 'call its `seed` before this'],
    ['gymnasium', 'give the first `reset` a seed'],
  ])('an environment of %s is seeded as its interface has it', (library, advice) => {
    const text = `import ${library} as gym\nenv = gym.make("CartPole-v1")\nstate = env.reset()\n`;
    const [found] = check(text).findings.filter(({ code }) => code === 'SR706');
    expect(found?.message).toContain(advice);
  });
  test('in its arguments the hover is silent', () => {
    expect(hover('import torch\nsize = 3\nx = torch.randn(size)\n', 'size')).toBeUndefined();
  });
});

test('a seed says what it reaches and what it governs', () => {
  const text = 'import torch\n\ntorch.manual_seed(3)\nx = torch.randn(2)\n';
  expect(hover(text, 'manual_seed')).toBe(
    'Seeds **torch on the CPU and every GPU** with 3.  \nGoverns 1 draw that is seen here.',
  );
  expect(hover('import torch\ntorch.cuda.manual_seed(3)\n', 'manual_seed')).toContain('not on the CPU');
});

describe('flags', () => {
  test.each(['enabled', 'benchmark', 'deterministic'])(
    'cudnn.%s: what it does, costs, and does not promise',
    (flag) => {
      const text = hover(`import torch\ntorch.backends.cudnn.${flag} = False\n`, flag) ?? '';
      expect(text).toContain(`torch.backends.cudnn.${flag}`);
      expect(text).toContain('Cost');
      expect(text).toMatch(/does not promise|does not reach/);
      expect(text).toContain('Set to `False` here.');
    },
  );
  test('are explained where they are only read, too', () => {
    expect(
      hover('from torch.backends import cudnn\n\nif cudnn.benchmark:\n    print("timing")\n', 'benchmark'),
    ).toContain('benchmark');
  });
  test('an attribute of the same name on something else is not', () => {
    expect(hover('from settings import cudnn\n\nprint(cudnn.benchmark)\n', 'benchmark')).toBeUndefined();
  });
});

test('the listing has every draw and seed in execution order', () => {
  const text =
    'import random\nimport torch\n\n\ndef main():\n    net = torch.nn.Linear(2, 2)\n    torch.manual_seed(0)\n    torch.backends.cudnn.benchmark = True\n    x = torch.randn(2)\n    random.random()\n\n\ndef unused():\n    random.random()\n\n\nif __name__ == "__main__":\n    main()\n';
  expect(listDraws(check(text).flow).split('\n')).toEqual([
    'line 6   draw  torch   torch.nn.Linear       unseeded: torch.manual_seed(0), line 7 comes later',
    'line 7   seed  torch   torch.manual_seed(0)  torch on the CPU and every GPU: 0',
    'line 8   flag          cudnn.benchmark       true',
    'line 9   draw  torch   torch.randn           seeded by torch.manual_seed(0), line 7',
    'line 10  draw  python  random.random         unseeded: torch.manual_seed(0), line 7 seeds torch on the CPU and every GPU',
    'line 14  draw  python  random.random         unseeded: torch.manual_seed(0), line 7 seeds torch on the CPU and every GPU (in a function that nothing calls)',
    '',
  ]);
  expect(listDraws(check('x = 1\n').flow)).toBe('Nothing is drawn, seeded or set here.\n');
});
