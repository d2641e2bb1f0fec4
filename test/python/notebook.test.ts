// Notebooks: cells become one module, magics vanish without moving anything, edits leave the rest of the JSON alone.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskMagics } from '../../server/src/magics.ts';
import { editNotebook, parseCellSources, parseNotebook, readNotebook } from '../../server/src/notebook.ts';
import { loadGrammar } from '../../server/src/project/grammar.ts';
import { statements } from '../../server/src/python/module.ts';

const python = await loadGrammar();

const notebook = (cells: unknown[], metadata: unknown = {}): string =>
  `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
const code = (...source: string[]) => ({ cell_type: 'code', metadata: {}, outputs: [], source });

test('code cells in order, counted among all cells', () => {
  const module = parseNotebook(
    python,
    'a.ipynb',
    notebook([
      { cell_type: 'markdown', source: ['# x = 1'] },
      code('import a\n', 'a.b()  # c'),
      code(),
      code('x = 2'),
    ]),
  );
  expect(module.cells?.map((cell) => cell.index)).toEqual([1, 2, 3]);
  expect(module.units.map((unit) => [unit.cell, unit.start, unit.text])).toEqual([
    [1, 0, 'import a'],
    [1, 9, 'a.b()'],
    [3, 0, 'x = 2'],
  ]);
  expect(module.comments).toEqual([{ cell: 1, start: 16, end: 19, text: '# c' }]);
  expect(module.errors).toEqual([]);
});

test('a source may be one string, and anything else is no source', () => {
  expect(
    readNotebook(
      '{"cells": [{"cell_type": "code", "source": "x\\ny"}, {"cell_type": "code", "source": 3}, 7, null]}',
    ),
  ).toEqual({
    cells: [
      { index: 0, source: 'x\ny' },
      { index: 1, source: '' },
    ],
  });
});

test('what is not a notebook is data', () => {
  for (const json of [
    '',
    '{',
    '[]',
    'null',
    '{"cells": {}}',
    '{"cells": [{"cell_type": "code", "source": ["x"',
    '\0',
  ]) {
    const module = parseNotebook(python, 'a.ipynb', json);
    expect(module.units).toEqual([]);
    expect(module.errors).toHaveLength(1);
    expect(module.errors[0]?.start).toBeLessThanOrEqual(json.length);
  }
  const julia = parseNotebook(
    python,
    'a.ipynb',
    notebook([code('x = 1')], { kernelspec: { language: 'julia' } }),
  );
  expect(julia.skipped?.why).toBe('the notebook is in julia');
});

test('a cell that goes beyond a limit is named', () => {
  const module = parseNotebook(python, 'a.ipynb', notebook([code('x = 1'), code(`y = ${'('.repeat(300)}`)]));
  expect(module.skipped?.why).toMatch(/^cell 2: brackets/);
});

test('cells that did not change keep their units', () => {
  const before = parseCellSources(python, 'a.ipynb', [
    { index: 0, source: 'x = 1' },
    { index: 1, source: 'y = 2' },
  ]);
  const sources = [
    { index: 0, source: 'x = 1' },
    { index: 1, source: 'y = 3' },
  ];
  const after = parseCellSources(python, 'a.ipynb', sources, {}, before);
  expect(after.module.units[0]).toBe(before.module.units[0]);
  expect(after.module.units[1]).not.toBe(before.module.units[1]);
});

const masks: [source: string, masked: string][] = [
  ['x = 1\n', 'x = 1\n'],
  ['%matplotlib inline\nx = 1', '                  \nx = 1'],
  ['!pip install a \\\n  b\nx', '                \n   \nx'],
  ['if x:\n    !ls\n', 'if x:\n    _  \n'],
  ['files = !ls *.py\n', 'files = _       \n'],
  ['a, b = %time f(1)\n', 'a, b = _         \n'],
  ["found['py'] = !ls *.py\n", "found['py'] = _       \n"],
  ["df['loss=%s' % x] = 1\ndf['%s=%s' % (x, y)] = 2\n", "df['loss=%s' % x] = 1\ndf['%s=%s' % (x, y)] = 2\n"],
  ['foo.bar?\n?foo\nfoo??', '        \n    \n     '],
  ['x = "what?"\n# really?\n', 'x = "what?"\n# really?\n'],
  ['y = (x\n  % 2)\nz = """\n%no magic\n"""\n', 'y = (x\n  % 2)\nz = """\n%no magic\n"""\n'],
  ['y = x \\\n  % 2\n', 'y = x \\\n  % 2\n'],
  ['%%time\nx = 1\n', '      \nx = 1\n'],
  ['\n%%bash\necho "\n', '\n      \n      \n'],
  ['%%timeit -n 1 f()\nx = 1', '                 \nx = 1'],
  ['x %= 2\nx != 3\n', 'x %= 2\nx != 3\n'],
  ['!echo "unclosed\r\nx = 1\r\n', '               \r\nx = 1\r\n'],
];

for (const [source, masked] of masks) {
  test(`magics of ${JSON.stringify(source)}`, () => {
    expect(maskMagics(source)).toBe(masked);
  });
}

test('masking never moves anything', () => {
  const part = fc.constantFrom(
    '%',
    '!',
    '?',
    '%%',
    'x',
    ' = ',
    '\n',
    '\r\n',
    '\\\n',
    '"',
    '"""',
    '(',
    ')',
    '    ',
    '# c',
    'time',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      const source = parts.join('');
      const masked = maskMagics(source);
      expect(masked.replace(/[^\r\n]/g, ' ')).toBe(source.replace(/[^\r\n]/g, ' '));
    }),
  );
});

test('a block of commands alone is still a block', () => {
  const module = parseNotebook(python, 'a.ipynb', notebook([code('if x:\n', '    !ls\n', 'y = 1\n')]));
  expect(module.errors).toEqual([]);
  expect(statements(module).map((statement) => statement.kind)).toEqual(['If', 'Assign']);
});

test('an edit changes its lines and nothing else', () => {
  const json = notebook([code('import a\n', 'b = "é"\n', 'c'), code('d')]);
  const edited = editNotebook(json, [
    { cell: 0, start: 9, end: 9, text: 'import x\nimport y\n' },
    { cell: 1, start: 0, end: 1, text: 'e' },
  ]);
  expect(edited).toBe(
    json
      .replace('"import a\\n",', '"import a\\n",\n    "import x\\n",\n    "import y\\n",')
      .replace('"d"', '"e"'),
  );
  expect(readNotebook(edited)).toEqual({
    cells: [
      { index: 0, source: 'import a\nimport x\nimport y\nb = "é"\nc' },
      { index: 1, source: 'e' },
    ],
  });
});

test('an edit keeps how a source is laid out', () => {
  expect(editNotebook('{"cells":[{"source":"a\\nb"}]}', [{ cell: 0, start: 2, end: 3, text: 'c\n' }])).toBe(
    '{"cells":[{"source":"a\\nc\\n"}]}',
  );
  expect(editNotebook('{"cells":[{"source":["a\\n","b"]}]}', [{ cell: 0, start: 0, end: 2, text: '' }])).toBe(
    '{"cells":[{"source":["b"]}]}',
  );
  expect(editNotebook('{"cells":[{"source":[]}]}', [{ cell: 0, start: 0, end: 0, text: 'a\nb' }])).toBe(
    '{"cells":[{"source":["a\\n", "b"]}]}',
  );
  expect(editNotebook('{"cells":[{"source":[ "a" ]}]}', [{ cell: 0, start: 0, end: 1, text: '' }])).toBe(
    '{"cells":[{"source":[]}]}',
  );
});

test('edited text reads back as edited', () => {
  const text = fc
    .array(fc.constantFrom('a', '\n', '"', '\\', 'é', '\r\n', '\u2028'), { maxLength: 12 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, fc.nat(12), fc.nat(12), (source, insert, at, length) => {
      const start = Math.min(at, source.length);
      const end = Math.min(start + length, source.length);
      const json = notebook([code(...(source.match(/[^\n]*\n|[^\n]+/g) ?? [])), code('z')]);
      const edited = editNotebook(json, [{ cell: 0, start, end, text: insert }]);
      expect(readNotebook(edited)).toEqual({
        cells: [
          { index: 0, source: source.slice(0, start) + insert + source.slice(end) },
          { index: 1, source: 'z' },
        ],
      });
    }),
  );
});
