// Suppression comments: what they cover, what is unused, and what its removal leaves.

import { expect, test } from 'vitest';
import type { Edit, Finding } from '../../server/src/finding.ts';
import { parseNotebook } from '../../server/src/notebook.ts';
import { loadGrammar } from '../../server/src/project/grammar.ts';
import { parseModule } from '../../server/src/python/document.ts';
import { type IsActive, suppress } from '../../server/src/suppression.ts';

const python = await loadGrammar();

function finding(code: string, start: number, file = 'a.py', cell: number | null = null): Finding {
  const span = { file, cell, start, end: start + 1 };
  return {
    code,
    name: `rule-${code.slice(2)}`,
    severity: 'warning',
    message: '',
    span,
    related: [],
    fixes: [],
  };
}

function applied(text: string, edit: Edit): string {
  return text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
}

/** Findings of SR101 at each `!` of the text (which is taken out); gives which of them are left and what is unused. */
function run(marked: string, codes: readonly string[] = ['SR101'], isActive?: IsActive) {
  const places: number[] = [];
  let text = '';
  for (const part of marked.split('!')) {
    if (text !== '' || places.length > 0 || marked.startsWith('!')) places.push(text.length);
    text += part;
  }
  const places2 = marked.startsWith('!') ? places.slice(1) : places;
  const module = parseModule(python, 'a.py', text);
  const findings = places2.flatMap((start) => codes.map((code) => finding(code, start)));
  const { findings: left, unused } = suppress(module, findings, isActive);
  return {
    left: left.map((one) => `${one.code}:${one.span.start}`),
    unused: unused.map((one) => ({
      text: text.slice(one.span.start, one.span.end),
      codes: one.codes,
      after: applied(text, one.edit),
    })),
  };
}

test('by code, by name, and all', () => {
  expect(run('x = !f()  # samerun: ignore[SR101]\n')).toEqual({ left: [], unused: [] });
  expect(run('x = !f()  # samerun: ignore[rule-101]  the reason\n')).toEqual({ left: [], unused: [] });
  expect(run('x = !f()  # samerun: ignore\n')).toEqual({ left: [], unused: [] });
  expect(run('x = !f()  #samerun:ignore [ SR101 , SR999 ]\n', ['SR101', 'SR999'])).toEqual({
    left: [],
    unused: [],
  });
});

test('on its logical line and on no other', () => {
  expect(run('x = !f(\n  1,  # samerun: ignore[SR101]\n  !g(),\n)\ny = !f()\n').left).toEqual([
    `SR101:${'x = f(\n  1,  # samerun: ignore[SR101]\n  g(),\n)\ny = '.length}`,
  ]);
  expect(run('x = (\n  !f()\n)  # samerun: ignore\n').left).toEqual([]);
  expect(run('x = """\n""" + !f()  # samerun: ignore\n').left).toEqual([]);
  expect(run('x = \\\n  !f()  # samerun: ignore\n').left).toEqual([]);
  expect(run('a = !f(); b = !f()  # samerun: ignore\n').left).toEqual([]);
});

test('on the header of a compound statement, not on its block', () => {
  expect(run('for x in !f(\n  1):  # samerun: ignore\n  !g()\n').left).toHaveLength(1);
  expect(run('for x in !f(\n  1  # samerun: ignore\n):\n  !g()\n').left).toHaveLength(1);
  expect(run('if a: !f()  # samerun: ignore\n').left).toEqual([]);
});

test('on a line of its own, for the next line with code', () => {
  expect(run('# samerun: ignore[SR101]  why\n\n# more\nx = !f()\ny = !f()\n').left).toHaveLength(1);
});

test('for the whole file', () => {
  expect(run('!f()\n# samerun: ignore-file[SR101]\n!f()\n', ['SR101', 'SR102']).left).toEqual([
    'SR102:0',
    'SR102:34',
  ]);
  expect(run('!f()\n# samerun: ignore-file\n!f()\n')).toEqual({ left: [], unused: [] });
});

test('findings of other files and other codes pass', () => {
  const module = parseModule(python, 'a.py', 'f()  # samerun: ignore[SR101]\n');
  const others = [finding('SR101', 0, 'b.py'), finding('SR102', 0)];
  expect(suppress(module, others).findings).toEqual(others);
});

test('an unused one goes with the space before it', () => {
  expect(run('x = 1  # samerun: ignore[SR101]  why\ny = 2\n').unused).toEqual([
    { text: '# samerun: ignore[SR101]  why', codes: ['SR101'], after: 'x = 1\ny = 2\n' },
  ]);
  expect(run('x = 1  # samerun: ignore\n').unused[0]?.after).toBe('x = 1\n');
});

test('an unused one on a line of its own goes with the line', () => {
  expect(run('a\n  # samerun: ignore\r\nb\n').unused[0]?.after).toBe('a\nb\n');
  expect(run('# samerun: ignore-file').unused[0]?.after).toBe('');
});

test('of several codes only the unused go', () => {
  expect(run('!f()  # samerun: ignore[SR999, SR101, SR998]  why\n').unused).toEqual([
    { text: 'SR999, SR101, SR998', codes: ['SR999', 'SR998'], after: 'f()  # samerun: ignore[SR101]  why\n' },
  ]);
  expect(run('!f()  # samerun: ignore[SR101,SR999]\n').unused).toEqual([
    { text: 'SR999', codes: ['SR999'], after: 'f()  # samerun: ignore[SR101]\n' },
  ]);
});

test('a rule that did not run cannot be unused', () => {
  expect(run('f()  # samerun: ignore[SR101, SR999]\n', [], (code) => code !== 'SR999').unused).toEqual([
    { text: 'SR101', codes: ['SR101'], after: 'f()  # samerun: ignore[SR999]\n' },
  ]);
  expect(run('f()  # samerun: ignore[SR999]\n', [], () => false).unused).toEqual([]);
});

test("another tool's comment beside it stays", () => {
  expect(run('x = 1  # noqa: E501  # samerun: ignore[SR101]\n').unused[0]?.after).toBe(
    'x = 1  # noqa: E501\n',
  );
  expect(run('x = 1  # samerun: ignore[SR101]  why # noqa\n').unused[0]?.after).toBe('x = 1 # noqa\n');
  expect(run('# samerun: ignore # noqa\nx = 1\n').unused[0]?.after).toBe('# noqa\nx = 1\n');
});

test('what is not quite a suppression silences nothing', () => {
  expect(run('!f()  # samerun: ignore[SR101\n')).toMatchObject({
    left: ['SR101:0'],
    unused: [{ codes: [] }],
  });
  expect(run('!f()  # samerun: ignore[]\n')).toMatchObject({ left: ['SR101:0'], unused: [{ codes: [] }] });
  for (const comment of [
    '# samerun: ignored',
    '# samerun: ignore-line',
    '# samerun ignore',
    'samerun: ignore',
  ]) {
    const text = comment.startsWith('#') ? `!f()  ${comment}\n` : `!f("# ${comment}")\n`;
    expect(run(text)).toEqual({ left: ['SR101:0'], unused: [] });
  }
});

test('in a notebook it holds for its cell', () => {
  const json = JSON.stringify({
    cells: [
      { cell_type: 'code', source: 'f()  # samerun: ignore[SR101]' },
      { cell_type: 'code', source: 'f()' },
    ],
  });
  const module = parseNotebook(python, 'a.ipynb', json);
  const findings = [finding('SR101', 0, 'a.ipynb', 0), finding('SR101', 0, 'a.ipynb', 1)];
  expect(suppress(module, findings).findings).toEqual([findings[1]]);
});

test('hostile comments take linear time', () => {
  const hostile = [
    '#'.repeat(100_000),
    `#${' '.repeat(100_000)}`,
    `# samerun: ignore[${'['.repeat(100_000)}`,
    '# samerun: ignore '.repeat(7_000),
  ];
  for (const comment of hostile) {
    const begun = performance.now();
    run(`x = 1  ${comment}\n`);
    expect(performance.now() - begun).toBeLessThan(2_000);
  }
});
