// Files that have nothing to do with randomness are not parsed; whatever a rule can report is.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadGrammar } from '../../server/src/project/grammar.ts';
import { fileLinter } from '../../server/src/project/lint-files.ts';
import { importsOf, mentionsAnything } from '../../server/src/project/relevance.ts';
import { rules } from '../../server/src/rules/index.ts';
import { tree } from './tree.ts';

const python = await loadGrammar();
const plain = 'import json\nimport leaflet\n\n\ndef load(path):\n    return json.load(open(path))\n';

test.each(rules.flatMap(({ meta }) => meta.invalid.map(({ code }) => [meta.code, code] as const)))(
  'an example of %s matters',
  (_, code) => {
    expect(mentionsAnything(code)).toBe(true);
  },
);

test('the imports that may be of the project', () => {
  expect(importsOf(plain)).toEqual(['leaflet']);
  expect(importsOf('from .a import b\n  import c.d as e, json, f\nfrom g import (\n  h)\n')).toEqual([
    '.a',
    'c.d',
    'f',
    'g',
  ]);
});

test('a file that matters to nobody is not parsed where it was only found in a folder', () => {
  const root = tree({ 'plain.py': plain, 'broken.py': `${plain}def f(:\n`, 'short.py': 'def f(:\n' });
  const found = (name: string, walked = true) => {
    const result = fileLinter(python, {}).lintFile(join(root, name), undefined, walked);
    return result.kind === 'linted'
      ? [result.module.units.length, result.findings.map(({ code }) => code)]
      : null;
  };
  expect(found('plain.py')).toEqual([0, []]);
  expect(found('broken.py')).toEqual([0, []]);
  expect(found('broken.py', false)).toEqual([expect.any(Number), expect.arrayContaining(['SR001'])]);
  expect(found('short.py')).toEqual([expect.any(Number), expect.arrayContaining(['SR001'])]);
  // Now its import is a file of the project.
  writeFileSync(join(root, 'leaflet.py'), 'import torch\n\nx = torch.rand(3)\n');
  expect(found('plain.py')).toEqual([3, expect.anything()]);
});
