// Fixes that change what a file has: completing, moving, calling, setting; and how many of them are applied together.

import { describe, expect, test } from 'vitest';
import type { Edit, Finding, Fix } from '../../server/src/finding.ts';
import { applyEdits, chosenFixes, fixAll, selectEdits } from '../../server/src/fixes/apply.ts';
import { insertArgument, setKeyword } from '../../server/src/fixes/keyword.ts';
import type { Call } from '../../server/src/python/ast.ts';
import { check, parse } from '../rules/run-rules.ts';

function fixedBy(code: string, text: string): string {
  const finding = check(text).findings.find((one) => one.code === code && one.fixes.length > 0);
  expect(finding, `${code} with a fix`).toBeDefined();
  const fixed = applyEdits(text, finding?.fixes[0]?.edits ?? []);
  expect(parse(fixed).errors, fixed).toEqual([]);
  return fixed;
}

describe('completing', () => {
  test('appends to the function, with its seed, names and indentation', () => {
    const fixed = fixedBy(
      'SR107',
      'import random\nimport numpy\nimport torch as th\n\ndef fix(s):\n  th.manual_seed(s)\n  if th.cuda.is_available():\n    th.cuda.manual_seed_all(s)\n  return s\n\nfix(3)\nrandom.random()\n',
    );
    expect(fixed).toContain(
      '    th.cuda.manual_seed_all(s)\n  random.seed(s)\n  os.environ["PYTHONHASHSEED"] = str(s)\n  numpy.random.seed(s)\n  th.cuda.manual_seed(s)\n  th.backends.cudnn.benchmark = False\n  th.backends.cudnn.deterministic = True\n  return s\n',
    );
    expect(fixed.startsWith('import os\nimport random\n')).toBe(true);
  });
  test('appends to bare lines, with the expression that they pass', () => {
    const fixed = fixedBy(
      'SR107',
      'import argparse\nimport random\nimport torch\n\np = argparse.ArgumentParser()\np.add_argument("--seed", type=int, default=1)\nargs = p.parse_args()\ntorch.manual_seed(args.seed)\nrandom.random()\n',
    );
    expect(fixed).toContain('torch.manual_seed(args.seed)\nrandom.seed(args.seed)\n');
  });
  test('leaves a body on one line alone', () => {
    const text =
      'import random\nimport torch\n\ndef fix(s): torch.manual_seed(s)\n\nfix(3)\nrandom.random()\n';
    const finding = check(text).findings.find((one) => one.code === 'SR107');
    const fixed = applyEdits(text, finding?.fixes[0]?.edits ?? []);
    expect(parse(fixed).errors).toEqual([]);
    expect(fixed).toContain('def fix(s): torch.manual_seed(s)\n');
  });
});

describe('moving a late seed', () => {
  test('takes the seeds beside it and the value that they need', () => {
    expect(
      fixedBy(
        'SR104',
        'import torch\nimport random\n\nnet = torch.nn.Linear(2, 2)\nseed = 3\nrandom.seed(seed)\ntorch.manual_seed(seed)  # here\nx = torch.randn(2)\n',
      ),
    ).toBe(
      'import torch\nimport random\n\nseed = 3\nrandom.seed(seed)\ntorch.manual_seed(seed)  # here\nnet = torch.nn.Linear(2, 2)\nx = torch.randn(2)\n',
    );
  });
  test('works inside main', () => {
    const fixed = fixedBy(
      'SR104',
      'import torch\n\n\ndef main():\n    net = torch.nn.Linear(2, 2)\n    torch.manual_seed(0)\n    x = torch.randn(2)\n\n\nif __name__ == "__main__":\n    main()\n',
    );
    expect(fixed).toContain('def main():\n    torch.manual_seed(0)\n    net =');
  });
});

test('an uncalled function is called after its definition, or first in the main guard', () => {
  const fn = 'def set_seed(seed):\n    torch.manual_seed(seed)\n    random.seed(seed)\n';
  expect(fixedBy('SR115', `import random\nimport torch\n\n\n${fn}\n\nx = torch.randn(2)\n`)).toContain(
    `${fn}\n\nset_seed(1024)\n\n\nx =`,
  );
});

test('a switch of its own does not seed: the call moves before the branch', () => {
  expect(
    fixedBy(
      'SR114',
      'import torch\n\nif torch.cuda.is_available():\n    torch.manual_seed(0)\nx = torch.randn(2)\n',
    ),
  ).toBe(
    'import torch\n\ntorch.manual_seed(0)\nif torch.cuda.is_available():\n    pass\nx = torch.randn(2)\n',
  );
});

test('cuDNN flags are set where the file already sets one', () => {
  const fixed = fixedBy(
    'SR303',
    'import torch\nimport torch.backends.cudnn as cudnn\nfrom helpers import seed_all\n\nseed_all(0)\nif torch.cuda.is_available():\n    cudnn.benchmark = True\nnet = torch.nn.Linear(2, 2).cuda()\nnet(torch.ones(2).cuda()).sum().backward()\n',
  );
  expect(fixed).toContain('    cudnn.benchmark = False\n    cudnn.deterministic = True\nnet =');
});

test('entropy is replaced where it enters', () => {
  expect(
    fixedBy(
      'SR106',
      'import time\nimport torch\n\nseed = int(time.time())\ntorch.manual_seed(seed)\nx = torch.randn(2)\n',
    ),
  ).toContain('seed = 1024\n');
  expect(fixedBy('SR105', 'import torch\n\ntorch.cuda.seed_all()\n')).toContain(
    'torch.cuda.manual_seed_all(1024)\n',
  );
});

describe('keyword arguments', () => {
  const edited = (text: string, edit: (call: Call, module: ReturnType<typeof parse>) => Edit | null) => {
    const module = parse(text);
    const body = module.units[0]?.body;
    const call = body?.kind === 'Expr' && body.value.kind === 'Call' ? body.value : undefined;
    const made = call === undefined ? null : edit(call, module);
    return made === null ? null : applyEdits(text, [made]);
  };
  const setSeed = (text: string) => edited(text, (call, module) => setKeyword(module, call, 'seed', '1'));

  test.each([
    ['f()', 'f(seed=1)'],
    ['f(a)', 'f(a, seed=1)'],
    ['f(a, )', 'f(a, seed=1 )'],
    ['f(a, seed=None)', 'f(a, seed=1)'],
    ['f(\n    a,\n)', 'f(\n    a, seed=1,\n)'],
    ['f(a # why, no\n)', 'f(a, seed=1 # why, no\n)'],
    ['f(*a, **k)', 'f(*a, **k, seed=1)'],
    ['f((a, b))', 'f((a, b), seed=1)'],
  ])('%j becomes %j', (text, expected) => {
    expect(setSeed(text)).toBe(expected);
  });
  test('a first argument goes before the others', () => {
    expect(edited('f(size=2)', (call, module) => insertArgument(module, call, '1', false))).toBe(
      'f(1, size=2)',
    );
  });
});

describe('applying many', () => {
  const at = (start: number, end: number, text: string): Edit => ({
    span: { file: 'a.py', cell: null, start, end },
    text,
  });
  const fix = (edits: Edit[], group?: string): Fix => ({
    title: 'fix',
    safe: true,
    edits,
    ...(group === undefined ? {} : { group }),
  });

  test('identical edits count once', () => {
    expect(applyEdits('abc', selectEdits([fix([at(0, 0, 'x')]), fix([at(0, 0, 'x'), at(1, 2, 'B')])]))).toBe(
      'xaBc',
    );
  });
  test('what overlaps waits for the next round', () => {
    expect(applyEdits('abc', selectEdits([fix([at(0, 2, 'X')]), fix([at(1, 3, 'Y')])]))).toBe('Xc');
  });
  test('one of a group at a time', () => {
    expect(
      applyEdits(
        'abc',
        selectEdits([fix([at(0, 1, 'X')], 'seed-block'), fix([at(2, 3, 'Y')], 'seed-block')]),
      ),
    ).toBe('Xbc');
  });
  test('insertions at one place keep their order', () => {
    expect(applyEdits('abc', [at(1, 1, '1'), at(1, 1, '2'), at(1, 2, 'B')])).toBe('a12Bc');
  });
  test('unsafe ones only when they are asked for', () => {
    const unsafe: Finding = {
      code: 'SR104',
      name: 'x',
      severity: 'warning',
      message: '',
      span: at(0, 0, '').span,
      related: [],
      fixes: [{ ...fix([at(0, 0, 'x')]), safe: false }],
    };
    expect(chosenFixes([unsafe], false)).toEqual([]);
    expect(chosenFixes([unsafe], true)).toHaveLength(1);
  });

  const found = (fixes: Fix[]): Finding[] => [
    { code: 'X', name: 'x', severity: 'warning', message: '', span: at(0, 0, '').span, related: [], fixes },
  ];

  test('a fix that undoes another one ends in a cycle, not in a loop', () => {
    const swapped = fixAll((text) => found([fix([at(0, 1, text.startsWith('a') ? 'b' : 'a')])]), 'abc');
    expect(swapped).toMatchObject({ converged: false, rounds: 1 });
  });
  test('a fix that never ends is stopped', () => {
    expect(fixAll(() => found([fix([at(0, 0, 'x')])]), 'abc')).toMatchObject({
      converged: false,
      rounds: 10,
    });
  });
  test('a script with several causes comes out clean', () => {
    const text =
      'import time\nimport numpy as np, torch\n\ndef set_all(s):\n    np.random.seed(s)\n    torch.manual_seed(s)\n\nset_all(int(time.time()))\nprint(np.random.rand(), torch.rand(1))\nrng = np.random.default_rng()\nrng.normal()\n';
    const fixed = fixAll((now) => check(now).findings, text);
    expect(fixed.converged).toBe(true);
    expect(check(fixed.text).findings.filter((one) => one.severity !== 'hint')).toEqual([]);
  });
});
