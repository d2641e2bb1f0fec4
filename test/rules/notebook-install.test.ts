// SR905 in notebooks: which lines of IPython install something whose version is open.

import { expect, test } from 'vitest';
import { lint } from '../../server/src/lint.ts';
import { parseNotebook } from '../../server/src/notebook.ts';
import { emptyProject } from '../../server/src/project/project.ts';
import { rules } from '../../server/src/rules/index.ts';
import { resolveSelection } from '../../server/src/selection.ts';
import { defaults, python } from './run-rules.ts';

const selection = resolveSelection(
  rules.map((rule) => rule.meta),
  [{ select: ['SR905'] }],
);

function said(...cells: string[]): string[] {
  const json = JSON.stringify({ cells: cells.map((source) => ({ cell_type: 'code', source })) });
  const { findings } = lint(parseNotebook(python, 'a.ipynb', json), {
    project: emptyProject,
    settings: defaults,
    selection,
  });
  return findings.map(
    ({ span, message }) =>
      `${span.cell}: ${cells[span.cell ?? 0]?.slice(span.start, span.end)} | ${message.split(' will ')[0]}`,
  );
}

test.each([
  ['!pip install torch', '0: !pip install torch | `torch`'],
  ['x = 1\n%pip install -U timm einops==0.8\ny = 2', '0: %pip install -U timm einops==0.8 | `timm`'],
  [
    '!{sys.executable} -m pip install "peft>=0.5"',
    '0: !{sys.executable} -m pip install "peft>=0.5" | `peft>=0.5`',
  ],
  ['!python3 -m pip install lightning', '0: !python3 -m pip install lightning | `lightning`'],
  ['!pip install \\\n  wandb', '0: !pip install \\\n  wandb | `wandb`'],
  [
    '!pip install -q git+https://example.org/a/b',
    '0: !pip install -q git+https://example.org/a/b | `git+https://example.org/a/b`',
  ],
  ['out = !pip install tqdm', '0: !pip install tqdm | `tqdm`'],
])('%j is said', (cell, expected) => {
  expect(said(cell)).toEqual([expected]);
});

test.each([
  '!pip install torch==2.4.0 numpy==2.0.0',
  '%pip install -r requirements.txt',
  '!pip install -e .',
  '%pip install -qr requirements.txt  # install',
  '!pip install git+https://example.org/a/b.git@v1.2',
  '!pip install --upgrade pip setuptools',
  '!pip install git+https://example.org/a/b.git@0123456789abcdef0123456789abcdef01234567',
  '!pip install ./wheels/own-1.0-py3-none-any.whl',
  '!pip install -f https://example.org/wheels torch==2.4.0',
  '!pip install torch==2.4.0 > install.log',
  '!pip uninstall -y torch',
  '!ls\n# !pip install torch',
  '%%bash\necho pip install torch',
])('%j is not', (cell) => {
  expect(said(cell)).toEqual([]);
});

test('the cell is named', () => {
  expect(said('import os', '!pip install torch')).toEqual(['1: !pip install torch | `torch`']);
});
