// `--prove` and `--fix` on real scripts: every cause in order, each at its line, until the runs are identical.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkText } from './run-script.ts';

const told = (causes: { class: string; row: number | null; rule: string | null; confirmed: boolean }[]) =>
  causes.map((cause) => [cause.row, cause.class, cause.rule, cause.confirmed]);

test('several causes of several kinds are listed line by line, and proved to be all', async () => {
  const { result } = await checkText(
    `import os, random
import numpy as np
rng = np.random.default_rng()
other = np.random.default_rng()
print(rng.random())
print(other.random())
names = {"alpha", "beta", "gamma", "delta", "epsilon"}
for name in names:
    print(name)
for name in names | {"zeta"}:
    print(name)
salt = os.urandom(4)
print(salt)
print(random.random(), np.random.rand())
`,
    { prove: true },
  );
  expect(result.verdict).toBe('diverged');
  expect(result.proof).toMatchObject({ verdict: 'identical', reason: null, runs: 2 });
  expect(told(result.causes!)).toEqual([
    [3, 'unseeded-draw', 'SR201', true],
    [4, 'unseeded-draw', 'SR201', true],
    [14, 'unseeded-draw', 'SR101', true],
    [14, 'unseeded-draw', 'SR102', true],
    [8, 'iteration-order', 'SR502', true],
    [10, 'iteration-order', 'SR502', true],
    [12, 'os-entropy', 'SR203', true],
  ]);
});

test('a cause that no pin helps against ends the proof, and is said not to be confirmed', async () => {
  const { result } = await checkText(
    `import random, os
print(random.random())
random.seed(1)
# An identity that the tracer does not watch.
if int.from_bytes(open("/dev/urandom", "rb").read(8), "little") % 1_000_003:
    for _ in range(int.from_bytes(open("/dev/urandom", "rb").read(3), "little") % 1000 + 1): random.random()
print(random.gauss(0, 1))
`,
    { prove: true },
  );
  expect(result.proof).toMatchObject({ verdict: 'diverged' });
  expect(result.causes!.map(({ confirmed }) => confirmed)).toEqual([true, false]);
});

test('the fixes are those of the linter; the last report is of the script as they leave it', async () => {
  const { result, folder } = await checkText(
    `import random

import numpy as np

rng = np.random.default_rng()
print(random.random())
print(np.random.rand())
print(rng.random())
`,
    { fix: true },
  );
  expect(result).toMatchObject({ verdict: 'identical', first_divergence: null, cause: null });
  expect(result.causes!.map(({ row }) => row)).toEqual([6, 7, 5]);
  expect(result.causes!.every(({ fix }) => fix !== null)).toBe(true);
  expect(result.mended!.files.map(({ filename }) => filename)).toEqual([join(folder, 'train.py')]);
  const text = readFileSync(join(folder, 'train.py'), 'utf8');
  expect(text).toMatch(/^random\.seed\(1024\)\nnp\.random\.seed\(1024\)$/m);
  expect(text).toMatch(/default_rng\(\w+\)/);
});

test('a script that is identical is not touched', async () => {
  const text = 'import random\nrandom.seed(1)\nprint(random.random())\n';
  const { result, folder } = await checkText(text, { fix: true });
  expect(result).toMatchObject({ verdict: 'identical', causes: [], mended: { files: [], failures: [] } });
  expect(readFileSync(join(folder, 'train.py'), 'utf8')).toBe(text);
});

test('a draw whose value goes nowhere is not blamed for tensors that differ', async () => {
  const { result, notes } = await checkText(
    `import random
import numpy as np
import torch
torch.manual_seed(0)
run_name = f"run-{random.random()}"
x = torch.ones(3) * np.random.rand()
print(x.sum())
`,
  );
  expect(result.cause).toMatchObject({ class: 'unseeded-draw', rule: 'SR107', row: 6, confirmed: true });
  expect(result.first_divergence).toMatchObject({ row: 6, name: 'numpy:rand' });
  expect(notes.notices.join('\n')).toMatch(/leads to nothing.*python.*train\.py:5/);
});
