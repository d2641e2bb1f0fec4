// A text is cut into top-level statements wherever a parse of the whole would end them, and an error stays in its own piece.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadGrammar } from '../../server/src/project/grammar.ts';
import { parseModule } from '../../server/src/python/document.ts';
import { lower } from '../../server/src/python/lower.ts';
import { budgetOf } from '../../server/src/python/parser.ts';
import { cutsOf } from '../../server/src/python/pieces.ts';
import { grammarText, parseSource } from '../../server/src/python/source.ts';

const python = await loadGrammar();
const folder = join(import.meta.dirname, 'snippets');

function pieces(text: string): string[] {
  return [...cutsOf(text)].map(({ start, end }) => text.slice(start, end));
}

/** Statements of one parse of the whole text. */
function whole(text: string) {
  const result = parseSource(python, grammarText(text), budgetOf(5000));
  if (result.tree === null) throw new Error(result.why);
  try {
    return lower(python, result.tree, text, null);
  } finally {
    result.tree.delete();
  }
}

test.each(readdirSync(folder))('%s is the same in pieces as a whole', (name) => {
  for (const end of ['\n', '\r\n', '\r']) {
    const text = readFileSync(join(folder, name), 'utf8').replaceAll('\n', end);
    const { lowered, comments, damaged } = whole(text);
    if (damaged) continue;
    const module = parseModule(python, name, text);
    expect(module.units.map(({ start, text }) => [start, text])).toEqual(
      lowered.map(({ start, unit }) => [start, unit.text]),
    );
    expect(module.comments.map(({ start, end }) => ({ start, end }))).toEqual(comments);
  }
});

test('what is missing at the end of the text is an error there', () => {
  const text = 'a = 1\nfor b in c:';
  const { errors } = parseModule(python, 'a.py', text);
  expect(errors.map(({ start, end }) => [start, end])).toEqual([[text.length, text.length]]);
});

describe('one statement is one piece', () => {
  test.each([
    ['a block with its clauses', 'try:\n    a\nexcept B:\n    c\nelse:\n    d\nfinally:\n    e\n'],
    ['a function with its decorators', '@a\n@b(\n  1\n)\nasync def f():\n    pass\n'],
    ['brackets that are closed at the margin', 'f(\n1,\n)\n'],
    ['a string with statements in it', 'x = """\nimport a\ndef f(): (\n"""\n'],
    ['a line that goes on', 'x = 1 + \\\n2\n'],
    ['a line that goes on, with CRLF', 'x = "a\\\r\nb"\r\n'],
    ['a comment at the margin in a body', 'def f():\n    a\n# here\n    b\n'],
    ['a field of several lines', "x = f'{\n1 # }\n}'\n"],
    ['a field with its own quotes', 'x = f"{a["b("]}" + f"{f"{c["("]}"}"\n'],
    ['a specification with a #', 'x = f"{a:#x}{b:{"<"}#}", (\n1)\n'],
    ['a name of a character', 'x = f"\\N{LEFT PARENTHESIS}{{", (\n1)\n'],
    ['a raw string with a field', 'x = rf"\\{a[1]}", (\n1)\n'],
  ])('%s', (_, text) => {
    expect(pieces(`a = 1\n${text}b = 2\n`)).toEqual(['a = 1\n', text, 'b = 2\n']);
  });

  test('comments before a statement belong to the piece before', () => {
    expect(pieces('# a\n\nx = 1\n# b\ny = 2\n')).toEqual(['# a\n\nx = 1\n# b\n', 'y = 2\n']);
  });
});

describe('what is never closed spoils its own statement alone', () => {
  const sound = 'def g():\n    return [1]\n';
  test.each([
    ['a bracket', 'def f():\n    g(1, [\n'],
    ['a bracket before a decorator', 'def f():\n    g(\n', `@a\n${sound}`],
    ['a bracket before an import', 'def f():\n    g(\n', 'from a import b\n'],
    ['a string', 'def f():\n    g("a\n'],
    ['a field', 'def f():\n    g(f"{a\n'],
    ['a field with a string', 'def f():\n    g(f"{a["b\n'],
  ])('%s', (_, broken, next = sound) => {
    const module = parseModule(python, 'a.py', `${sound}${broken}${next}x = 1\n`);
    expect(module.units.map((unit) => unit.broken)).toEqual([false, true, false, false]);
    expect(module.errors.length).toBeGreaterThan(0);
    for (const { start, end } of module.errors) {
      expect(start).toBeGreaterThanOrEqual(sound.length);
      expect(end).toBeLessThanOrEqual(sound.length + broken.length);
    }
  });

  test('the errors are the lines that were left out, and what has no block', () => {
    const text = 'def f():\n    if a:\n    x = g(\n    y = [\n    return x\n';
    const { errors, units } = parseModule(python, 'a.py', text);
    expect(errors.map(({ start, end }) => text.slice(start, end))).toEqual(['', 'x = g(', 'y = [']);
    expect(units[0]?.text).toBe(text.trimEnd());
    expect(units[0]?.body).toMatchObject({ body: [{ kind: 'If' }, {}, {}, { kind: 'Return' }] });
  });
});
