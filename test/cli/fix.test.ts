// `--fix` on disk: what is written, what is kept byte for byte, and what is left alone.

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from './run-cli.ts';

const unseeded = 'import random\n\nimport torch\n\nprint(random.random(), torch.rand(1))\n';

test('the seed block goes in, and nothing is left to report', () => {
  const folder = folderWith({ 'a.py': unseeded });
  const ran = folder.samerun(['lint', '--fix', 'a.py']);
  expect(ran.status).toBe(0);
  expect(ran.out).toContain('Applied 1 fix.');
  const text = folder.read('a.py').toString();
  expect(text).toContain('torch.backends.cudnn.deterministic = True');
  expect(folder.samerun(['lint', '--fix', 'a.py']).out).not.toContain('Applied');
  expect(folder.read('a.py').toString()).toBe(text);
});

test('--diff shows it and writes nothing', () => {
  const folder = folderWith({ 'a.py': unseeded });
  const ran = folder.samerun(['lint', '--diff', 'a.py']);
  expect(ran.status).toBe(1);
  expect(ran.out).toContain('--- a/a.py');
  expect(ran.out).toContain('+def seed_torch(seed=1024):');
  expect(folder.read('a.py').toString()).toBe(unseeded);
});

test('git applies what --diff shows, and it is what --fix writes', () => {
  const folder = folderWith({
    'plain.py': unseeded,
    'windows.py': `\ufeff${unseeded.replaceAll('\n', '\r\n')}`,
    'open end.py': 'import random\nprint(random.random())',
  });
  const patch = folder.samerun(['lint', '--diff', '.']);
  expect(patch.err).toBe('3 fixes would be applied; 0 findings would remain.\n');
  const applied = spawnSync('git', ['apply', '-'], { cwd: folder.path, input: patch.out, encoding: 'utf8' });
  expect(applied.status, applied.stderr).toBe(0);
  const names = ['plain.py', 'windows.py', 'open end.py'];
  const byGit = names.map((name) => folder.read(name).toString());
  for (const [i, text] of [unseeded, `\ufeff${unseeded.replaceAll('\n', '\r\n')}`].entries())
    writeFileSync(join(folder.path, names[i] ?? ''), text);
  writeFileSync(join(folder.path, 'open end.py'), 'import random\nprint(random.random())');
  expect(folder.samerun(['lint', '--fix', '.']).status).toBe(0);
  expect(names.map((name) => folder.read(name).toString())).toEqual(byGit);
});

test('line ends, byte order mark and encoding stay', () => {
  const windows = `\ufeff${unseeded.replaceAll('\n', '\r\n')}`;
  const latin = Buffer.from(
    '# -*- coding: latin-1 -*-\n# \u00e9t\u00e9\nimport random\nimport torch\nprint(torch.rand(1))\n',
    'latin1',
  );
  const folder = folderWith({ 'w.py': windows, 'l.py': latin });
  expect(folder.samerun(['lint', '--fix', '.']).status).toBe(0);
  const written = folder.read('w.py');
  expect([...written.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(written.toString()).not.toMatch(/[^\r]\n/);
  expect(folder.read('l.py').toString('latin1')).toContain('# \u00e9t\u00e9\nimport os\nimport random\n');
});

test('unsafe fixes wait to be asked for', () => {
  const code =
    'import torch\n\ntorch.manual_seed(0)\ntorch.backends.cudnn.benchmark = True\nprint(torch.rand(1).cuda())\n';
  const folder = folderWith({ 'a.py': code });
  folder.samerun(['lint', '--fix', '--select', 'SR302', 'a.py']);
  expect(folder.read('a.py').toString()).toBe(code);
  folder.samerun(['lint', '--fix', '--unsafe-fixes', '--select', 'SR302', 'a.py']);
  expect(folder.read('a.py').toString()).toContain('benchmark = False');
});

test('what is said below a warning is fixed too, unless a severity is asked for', () => {
  const code =
    'import torch\n\ntorch.manual_seed(0)\ntorch.backends.cudnn.deterministic = True\nmodel = torch.nn.Linear(1, 1).cuda()\nmodel(torch.rand(1).cuda()).sum().backward()\n';
  const folder = folderWith({ 'a.py': code });
  expect(folder.samerun(['lint', '--fix', '--unsafe-fixes', '--severity', 'warning', 'a.py']).status).toBe(0);
  expect(folder.read('a.py').toString()).toBe(code);
  expect(folder.samerun(['lint', '--fix', '--unsafe-fixes', 'a.py']).status).toBe(0);
  expect(folder.read('a.py').toString()).toContain('torch.use_deterministic_algorithms(True)');
});

test('a notebook keeps its JSON but for the cells that change', () => {
  const notebook = JSON.stringify(
    {
      cells: [
        { cell_type: 'markdown', metadata: {}, source: ['# title'] },
        {
          cell_type: 'code',
          execution_count: 1,
          metadata: { a: 1.0 },
          outputs: [],
          source: ['%matplotlib inline\n', 'import random, torch\n'],
        },
        { cell_type: 'code', metadata: {}, outputs: [], source: ['print(random.random(), torch.rand(1))'] },
      ],
      metadata: { kernelspec: { language: 'python', name: 'python3' } },
      nbformat: 4,
      nbformat_minor: 5,
    },
    null,
    1,
  );
  const folder = folderWith({ 'n.ipynb': notebook });
  const before = JSON.parse(folder.samerun(['lint', '--format', 'json', 'n.ipynb']).out);
  expect(before[0]).toMatchObject({ cell: 3, location: { row: 1, column: 7 } });
  expect(folder.samerun(['lint', '--fix', 'n.ipynb']).status).toBe(0);
  const after = JSON.parse(folder.read('n.ipynb').toString());
  expect(after.cells[1].source.join('')).toContain('%matplotlib inline\n');
  expect(after.cells.flatMap((cell: { source: string[] }) => cell.source).join('')).toContain(
    'def seed_torch',
  );
  expect(after.cells[1].metadata).toEqual({ a: 1 });
});

const bad: Record<string, [content: string | Uint8Array, status: number, said: RegExp]> = {
  'an empty file': ['', 0, /No findings/],
  'a file that does not parse': ['import random\nx = = random.random()\n', 1, /SR001 invalid-syntax/],
  'a binary file': [Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1]), 1, /SR001.*\n.*NUL bytes/],
  'a file in another encoding': [Buffer.from('# caf\u00e9\n', 'latin1'), 1, /SR001.*\n.*not UTF-8/],
  'a huge file': ['x = 1\n'.repeat(250_000), 1, /SR002.*\n.*larger than/],
  'a file of one huge line': [`x = [${'1, '.repeat(100_000)}]\n`, 1, /SR002/],
  'deep brackets': [`x = ${'('.repeat(5_000)}${')'.repeat(5_000)}\n`, 1, /SR002/],
};

for (const [name, [content, status, said]] of Object.entries(bad)) {
  test(`${name} gets one clear message and is not touched`, () => {
    const folder = folderWith({ 'a.py': content });
    const ran = folder.samerun(['lint', '--fix', 'a.py']);
    expect(ran.err).toBe('');
    expect(ran.out).toMatch(said);
    expect(ran.status).toBe(status);
    expect(folder.read('a.py').equals(Buffer.from(content))).toBe(true);
  });
}

test('a notebook that is no JSON', () => {
  const ran = folderWith({ 'n.ipynb': '{"cells": [' }).samerun(['lint', 'n.ipynb']);
  expect(ran.status).toBe(1);
  expect(ran.out).toMatch(/SR001/);
});
