// Fixes in notebooks: the block goes into the cell of the imports, before the first draw, and cells stay apart.

import { expect, test } from 'vitest';
import type { Edit, Finding } from '../../server/src/finding.ts';
import { fixAll } from '../../server/src/fixes/apply.ts';
import { analyse } from '../../server/src/flow/analyse.ts';
import { lint } from '../../server/src/lint.ts';
import { editNotebook, parseNotebook } from '../../server/src/notebook.ts';
import { emptyProject } from '../../server/src/project/project.ts';
import { rules } from '../../server/src/rules/index.ts';
import { resolveSelection } from '../../server/src/selection.ts';
import { defaults, python } from '../rules/run-rules.ts';

const code = (source: string) => ({
  cell_type: 'code',
  source: source.split(/(?<=\n)/),
  metadata: {},
  outputs: [],
  execution_count: null,
});

function notebook(...cells: string[]): string {
  const markdown = { cell_type: 'markdown', source: ['# A notebook'], metadata: {} };
  return JSON.stringify({
    cells: [markdown, ...cells.map(code)],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  });
}

const selection = resolveSelection(
  rules.map((rule) => rule.meta),
  [],
);

function findings(json: string): readonly Finding[] {
  const module = parseNotebook(python, 'a.ipynb', json);
  expect(analyse(module, emptyProject, [2, 13]).entry).toBe('notebook');
  return lint(module, { project: emptyProject, settings: defaults, selection }).findings;
}

const apply = (json: string, edits: readonly Edit[]) =>
  editNotebook(
    json,
    edits.flatMap(({ span, text }) =>
      span.cell === null ? [] : [{ cell: span.cell, start: span.start, end: span.end, text }],
    ),
  );

function fixed(...cells: string[]): { sources: string[]; left: readonly Finding[] } {
  const { text } = fixAll(findings, notebook(...cells), false, apply);
  const sources = (JSON.parse(text) as { cells: { source: string | string[] }[] }).cells
    .slice(1)
    .map(({ source }) => (Array.isArray(source) ? source.join('') : source));
  return {
    sources,
    left: findings(text).filter((one) => one.severity === 'warning' || one.severity === 'error'),
  };
}

test('the block goes into the last cell with imports before the first draw', () => {
  const { sources, left } = fixed(
    '%matplotlib inline\nimport torch\nfrom torch import nn',
    'x = 1',
    'net = nn.Linear(2, 2)\n',
    'import json\n',
  );
  expect(left).toEqual([]);
  expect(sources[0]).toContain('%matplotlib inline\n');
  expect(sources[0]).toContain('\ndef seed_torch(seed=1024):\n    random.seed(seed)\n');
  expect(sources[0]?.trimEnd().endsWith('seed_torch()')).toBe(true);
  expect(sources.slice(1)).toEqual(['x = 1', 'net = nn.Linear(2, 2)\n', 'import json\n']);
});

test('seed lines are completed in their own cell', () => {
  const { sources, left } = fixed(
    'import random\nimport torch\n',
    'torch.manual_seed(3)',
    'x = torch.randn(2)\ny = random.random()\n',
  );
  expect(left).toEqual([]);
  expect(sources[0]).toBe('import random\nimport torch\n');
  expect(sources[1]).toMatch(/^import os\nimport numpy as np\ntorch\.manual_seed\(3\)\nrandom\.seed\(3\)\n/);
});
