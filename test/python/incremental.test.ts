// Editing a document and parsing it again gives what parsing the new text from scratch gives.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadGrammar } from '../../server/src/project/grammar.ts';
import { openDocument, parseModule, updateDocument } from '../../server/src/python/document.ts';
import type { Module } from '../../server/src/python/module.ts';
import { difference, normalForm } from './normal-form.ts';

const python = await loadGrammar();
const folder = join(import.meta.dirname, 'snippets');
const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(80)),
  insert: fc.oneof(
    fc.constantFrom(
      '',
      '\n',
      ' ',
      '    ',
      '#',
      '"',
      "'",
      '"""',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      ':',
      ',',
      '\\\n',
      '\r',
      '\r\n',
    ),
    fc.constantFrom(
      'x = 1\n',
      'def f():\n    pass\n',
      'import a\n',
      'type(x).y = 1\n',
      'print >> a, b\n',
      '@a\n',
      'else:',
      '😀',
    ),
    fc.string({ maxLength: 6 }),
  ),
});

function applied(text: string, { at, remove, insert }: Edit): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + insert + text.slice(start + remove);
}

function expectSame(incremental: Module, scratch: Module): void {
  expect(difference(normalForm(incremental), normalForm(scratch))).toBeNull();
  const units = (module: Module) => module.units.map(({ start, text, broken }) => ({ start, text, broken }));
  expect(units(incremental)).toEqual(units(scratch));
  expect(incremental.comments).toEqual(scratch.comments);
  expect(incremental.errors).toEqual(scratch.errors);
  expect(incremental.skipped).toEqual(scratch.skipped);
}

test('any edits, one after another', () => {
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 8 }), (text, edits) => {
      let document = openDocument(python, 'a.py', text);
      let current = text;
      for (const one of edits) {
        current = applied(current, one);
        document = updateDocument(python, document, current);
        expectSame(document.module, parseModule(python, 'a.py', current));
      }
    }),
    { numRuns: 60 },
  );
});

test('an edit keeps every unit that it does not touch, moved', () => {
  const text = 'import a\n\ndef f():\n    return 1\n\nx = f()  # here\ny = 2\n';
  const before = openDocument(python, 'a.py', text);
  const [first, second, third, fourth] = before.module.units;
  const after = updateDocument(python, before, text.replace('return 1', 'return 100'));
  expect(after.module.units[0]).toBe(first);
  expect(after.module.units[1]).not.toBe(second);
  expect(after.module.units[2]).toBe(third);
  expect(after.module.units[3]).toBe(fourth);
  expect(third?.start).toBe(text.indexOf('x = f()') + 2);
  expect(after.module.comments[0]?.start).toBe(text.indexOf('# here') + 2);
});

test('a statement that is written twice and loses its twin is itself once', () => {
  const before = openDocument(python, 'a.py', 'x = 1\nx = 1\ny = 2\n');
  const after = updateDocument(python, before, 'x = 1\ny = 2\nx = 1\nx = 1\n');
  expect(new Set(after.module.units).size).toBe(4);
  expect(after.module.units.map((unit) => unit.start)).toEqual([0, 6, 12, 18]);
});

test('a document that went beyond a limit and came back is whole again', () => {
  const before = openDocument(python, 'a.py', 'x = 1\n');
  const beyond = updateDocument(python, before, `x = ${'('.repeat(300)}`);
  expect(beyond.module.skipped?.why).toContain('brackets');
  const after = updateDocument(python, beyond, 'x = 1\ny = 2\n');
  expect(after.module.skipped).toBeNull();
  expect(after.module.units).toHaveLength(2);
});
