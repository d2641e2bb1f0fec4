// The typed tree is CPython's: every node, its fields and its place, over snippets of all syntax.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadGrammar } from '../../server/src/project/grammar.ts';
import { parseModule } from '../../server/src/python/document.ts';
import { difference, type Form, normalForm } from './normal-form.ts';

const folder = join(import.meta.dirname, 'snippets');
const names = readdirSync(folder).filter((name) => name.endsWith('.py'));
const texts = names.map((name) => readFileSync(join(folder, name), 'utf8'));
// Line ends, byte order mark and no last line end: the same trees, other offsets.
const variants = texts.flatMap((text) => [
  text,
  text.replaceAll('\n', '\r\n'),
  text.replaceAll('\n', '\r'),
  `\ufeff${text}`,
  text.trimEnd(),
]);

const interpreter = process.env.SAMERUN_PYTHON ?? 'python3';
const output = execFileSync(interpreter, [join(import.meta.dirname, 'cpython_tree.py')], {
  input: JSON.stringify(variants),
  encoding: 'utf8',
  maxBuffer: 1 << 28,
});
const expected: (Form | null)[] = JSON.parse(output);
const version = execFileSync(interpreter, ['-c', 'import sys; print(sys.version_info[1])'], {
  encoding: 'utf8',
});
const python = await loadGrammar();

for (const [index, text] of variants.entries()) {
  const name = names[Math.floor(index / 5)] ?? '';
  const variant = ['as written', 'CRLF', 'lone CR', 'with a byte order mark', 'without a last line end'][
    index % 5
  ];
  const since = Number(/since-3\.(\d+)/.exec(name)?.[1] ?? 8);
  test(`${name} ${variant}`, () => {
    const module = parseModule(python, name, text);
    expect(module.skipped).toBeNull();
    expect(module.errors).toEqual([]);
    const theirs = expected[index] ?? null;
    // An older CPython refuses newer syntax; then only our own reading of it is held.
    if (Number(version) < since) expect(theirs).toBeNull();
    else expect(theirs === null ? 'CPython refuses it' : difference(normalForm(module), theirs)).toBeNull();
  });
}

test('places of arguments, attributes and names point at their text', () => {
  const text = readFileSync(join(folder, 'expressions.py'), 'utf8');
  const module = parseModule(python, 'expressions.py', text);
  let calls = 0;
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const entry = node as Record<string, unknown>;
    const unit = module.units.find((one) => one === entry.unit);
    if (unit !== undefined && entry.kind === 'Call') {
      calls++;
      expect(unit.text[Number(entry.open) - 1]).toBe('(');
      expect(unit.text[Number(entry.close)]).toBe(')');
    }
    if (unit !== undefined && entry.kind === 'Attribute') {
      const start = Number(entry.attrStart);
      expect(unit.text.slice(start, Number(entry.end)).normalize('NFKC')).toBe(entry.attr);
    }
    for (const [key, value] of Object.entries(entry)) if (key !== 'unit') visit(value);
  };
  for (const unit of module.units) visit(unit.body);
  expect(calls).toBeGreaterThan(15);
});
