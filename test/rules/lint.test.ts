// The one door to the rules: a rule that fails takes nothing with it, suppressions, syntax errors, severities.

import { afterEach, expect, test, vi } from 'vitest';
import { lint } from '../../server/src/lint.ts';
import { loadGrammar } from '../../server/src/project/grammar.ts';
import { emptyProject } from '../../server/src/project/project.ts';
import { parseModule } from '../../server/src/python/document.ts';
import { rules } from '../../server/src/rules/index.ts';
import type { Rule } from '../../server/src/rules/rule.ts';
import { resolveSelection, type SelectionLayer } from '../../server/src/selection.ts';

const python = await loadGrammar();
const metas = rules.map((rule) => rule.meta);

function linted(
  code: string,
  layer: SelectionLayer = {},
  later?: (trouble: string) => void,
): ReturnType<typeof lint> {
  return lint(parseModule(python, 'a.py', code), {
    project: emptyProject,
    settings: { seedValue: 1024, seedFunction: 'seed_torch', strict: false, torch: [2, 13] },
    selection: resolveSelection(metas, [layer]),
    ...(later && { later }),
  });
}

const codes = (code: string, layer?: SelectionLayer): string[] =>
  linted(code, layer).findings.map((one) => one.code);

afterEach(() => vi.restoreAllMocks());

const twoStreams = 'import random\nimport numpy as np\nrandom.random()\nnp.random.rand()\n';

test('each rule that throws leaves the findings of the others', () => {
  const all = codes(twoStreams, { select: ['ALL'] });
  for (const rule of rules) {
    const broken = vi.spyOn(rule, 'check').mockImplementation(() => {
      throw new Error('on purpose');
    });
    const result = linted(twoStreams, { select: ['ALL'] });
    expect(result.findings.map((one) => one.code)).toEqual(all.filter((code) => code !== rule.meta.code));
    expect(result.troubles[0]).toContain(rule.meta.code);
    broken.mockRestore();
  }
});

test('fixes that wait for a look are made once, and one that fails then is told of', () => {
  let made = 0;
  const told: string[] = [];
  const [rule] = rules.filter(({ meta }) => meta.code === 'SR101');
  const span = { file: 'a.py', cell: null, start: 0, end: 1 };
  vi.spyOn(rule as Rule, 'check').mockImplementation(({ report }) => {
    report({
      span,
      message: 'one',
      fixes() {
        made += 1;
        return [null, { title: 'Mend it', safe: true, edits: [] }];
      },
    });
    report({
      span: { ...span, start: 1 },
      message: 'two',
      fixes() {
        throw new Error('on purpose');
      },
    });
  });
  const { findings, troubles } = linted('x = 1\n', {}, (trouble) => told.push(trouble));
  expect(findings.map(({ message }) => message)).toEqual(['one', 'two']);
  expect(made).toBe(0);
  expect([...findings, ...findings].map(({ fixes }) => fixes.length)).toEqual([1, 0, 1, 0]);
  expect(made).toBe(1);
  expect(troubles).toEqual([]);
  expect(told.map((trouble) => trouble.split('\n', 1))).toEqual([
    ['SR101 unseeded-python-random failed: Error: on purpose'],
  ]);
  // For who does not wait the rule has failed.
  expect(linted('x = 1\n').troubles[0]).toContain('on purpose');
});

test('a suppression silences its line and is reported when it silences nothing', () => {
  expect(codes('import random\nrandom.random()  # samerun: ignore[SR101]  on purpose\n')).toEqual([]);
  expect(codes('import random\nrandom.seed(0)\nrandom.random()  # samerun: ignore[SR101]\n')).toEqual([
    'SR003',
  ]);
});

test('a suppression of a rule that is off is not unused', () => {
  expect(codes('x = 1  # samerun: ignore[SR101]\n', { ignore: ['SR101'] })).toEqual([]);
});

test('findings in a statement that does not parse are left out, the others stay', () => {
  const found = linted('import random\nrandom.random()\nx = = random.random()\n').findings;
  expect(found.map((one) => one.code)).toContain('SR001');
  expect(found.filter((one) => one.code === 'SR101').map((one) => one.span.start)).toEqual([14]);
});

test('a severity that the user gives replaces the rule’s own, not that of a lesser case', () => {
  const found = linted('import random\nrandom.random()\nrandom.random()\n', {
    severity: { SR101: 'error' },
  }).findings;
  expect(found.map((one) => one.severity)).toEqual(['error', 'hint']);
});

test('a study whose sampler is not seeded has a stream of its own', () => {
  const { findings } = linted('import optuna\nstudy = optuna.create_study()\n');
  expect(findings.map(({ code, stream }) => [code, stream])).toEqual([['SR610', 'optuna']]);
});
