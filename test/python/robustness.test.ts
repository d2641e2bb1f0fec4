// Whatever the text is, parsing gives data: no throw, no hang, and no place outside of the text.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadGrammar } from '../../server/src/project/grammar.ts';
import { parseModule } from '../../server/src/python/document.ts';
import type { Module } from '../../server/src/python/module.ts';
import { normalForm } from './normal-form.ts';

const python = await loadGrammar();
const folder = join(import.meta.dirname, 'snippets');
const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));

/** The module, once every place in it is known to lie in the text. */
function checked(text: string): Module {
  const module = parseModule(python, 'a.py', text);
  const inside = (start: number, end: number): void => {
    if (!(start >= 0 && start <= end && end <= text.length))
      throw new Error(`${start}..${end} of ${text.length}`);
  };
  for (const { start, end } of [...module.comments, ...module.errors]) inside(start, end);
  const visit = (value: unknown, base: number): void => {
    if (typeof value !== 'object' || value === null) return;
    const { start, end } = value as { start?: unknown; end?: unknown };
    if (typeof start === 'number' && typeof end === 'number') inside(base + start, base + end);
    for (const [key, child] of Object.entries(value)) if (key !== 'unit') visit(child, base);
  };
  for (const comment of module.comments) expect(comment.text).toMatch(/^#[^\n\r]*$/);
  for (const unit of module.units) {
    expect(text.slice(unit.start, unit.start + unit.text.length)).toBe(unit.text);
    visit(unit.body, unit.start);
  }
  normalForm(module);
  return module;
}

const mutation = fc.record({
  kind: fc.constantFrom('flip', 'truncate', 'delete', 'duplicate', 'swap'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  bit: fc.nat(15),
});

function mutated(
  text: string,
  { kind, at, to, bit }: { kind: string; at: number; to: number; bit: number },
): string {
  const index = Math.floor(at * text.length);
  const tokens = text.split(/(\W)/);
  const first = Math.floor(at * tokens.length);
  const second = Math.floor(to * tokens.length);
  if (kind === 'flip') {
    return (
      text.slice(0, index) + String.fromCharCode(text.charCodeAt(index) ^ (1 << bit)) + text.slice(index + 1)
    );
  }
  if (kind === 'truncate') return text.slice(0, index);
  if (kind === 'delete') tokens.splice(first, 1);
  else if (kind === 'duplicate')
    tokens.splice(first, 0, ...tokens.slice(first, first + 1 + Math.floor(to * 5)));
  else [tokens[first], tokens[second]] = [tokens[second] ?? '', tokens[first] ?? ''];
  return tokens.join('');
}

test('500 mutants', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.array(mutation, { minLength: 1, maxLength: 4 }),
      (text, mutations) => {
        checked(mutations.reduce(mutated, text));
      },
    ),
    { numRuns: 500 },
  );
});

test('any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      checked(text);
    }),
    { numRuns: 200 },
  );
});

const nested = (levels: number): string =>
  `${Array.from({ length: levels }, (_, i) => `${' '.repeat(i)}if x:\n`).join('')}${' '.repeat(levels)}pass\n`;

const skipped: Record<string, [text: string, why: string]> = {
  'brackets nested 10,000 deep': [`x = ${'('.repeat(10_000)}1${')'.repeat(10_000)}\n`, 'brackets'],
  '50,000 open parentheses': [`x = ${'('.repeat(50_000)}`, 'brackets'],
  '600 levels of indentation': [nested(600), 'blocks'],
  'a line of 10 MB': [`x = [${'1, '.repeat(3_500_000)}]\n`, 'larger'],
  'a line of 200,000 characters': [`x = [${'1, '.repeat(66_000)}]\n`, 'line'],
  '100,000 lines of code': ['value = compute(1)\n'.repeat(100_000), 'larger'],
  'an unclosed string of 3.9 MB': [`x = """${'text\n'.repeat(780_000)}`, 'larger'],
  'UTF-16 bytes read as UTF-8': ['\ufffd\ufffdi\0m\0p\0o\0r\0t\0 \0a\0', 'NUL'],
};

for (const [name, [text, why]] of Object.entries(skipped)) {
  test(`${name}: skipped at once, and it says why`, () => {
    const begun = performance.now();
    const module = checked(text);
    expect(performance.now() - begun).toBeLessThan(500);
    expect(module.skipped?.why).toContain(why);
    expect(module.units).toEqual([]);
  });
}

const taken: Record<string, string> = {
  nothing: '',
  'only line ends': '\n\r\n\r\n\n',
  'lone CR': 'x = 1\ry = 2\r\rdef f():\r    pass\r',
  'a byte order mark alone': '\ufeff',
  'lone surrogates': 'x = "\ud800"\n\udc00 = 1\ny = 2\n',
  'form feeds': 'x = 1\n\f\ny = 2\n',
  'a sum of 10,000 operands': `x = ${'a + '.repeat(10_000)}b\n`,
  'a chain of 3,000 elifs': `if a:\n  b\n${'elif c:\n  d\n'.repeat(3_000)}else:\n  e\n`,
  'a chain of 5,000 calls': `x = a${'.b()'.repeat(5_000)}\n`,
  'a chain of 5,000 comparisons': `x = a${' < b'.repeat(5_000)}\n`,
  'a chain of 5,000 targets': `${'x = '.repeat(5_000)}1\n`,
  '10,000 nots': `x = ${'not '.repeat(10_000)}a\n`,
  '10,000 lambdas': `x = ${'lambda: '.repeat(10_000)}a\n`,
  '10,000 conditions': `x = ${'a if b else '.repeat(10_000)}c\n`,
  '10,000 awaits and stars': `x = ${'await '.repeat(10_000)}a\ny = [${'*'.repeat(10_000)}a]\n`,
  '90 levels of brackets': `x = ${'['.repeat(90)}1${']'.repeat(90)}\n`,
  '90 levels of blocks': nested(90),
  '2,000 open string quotes': `${'"'.repeat(2_000)}\n`,
  '5,000 f-string braces': `x = f"${'{'.repeat(5_000)}"\n`,
  'an unclosed string of 200 kB': `x = """${'text\n'.repeat(40_000)}`,
  '200 kB of closing brackets': ')'.repeat(100_000),
  '200 kB of backslashes': '\\\n'.repeat(60_000),
  '200 kB of decorators': '@a\n'.repeat(50_000),
  '200 kB of colons': ':\n'.repeat(60_000),
  '200 kB of quotes and newlines': `'\n`.repeat(60_000),
};

for (const [name, text] of Object.entries(taken)) {
  test(`${name}: parsed or given up within the budget`, () => {
    const begun = performance.now();
    const module = checked(text);
    expect(performance.now() - begun).toBeLessThan(5_000);
    if (module.skipped) expect(module.skipped.why).toContain('ms');
  });
}

test('a parse that was given up leaves nothing for the next one', () => {
  const long = 'value = compute(1, 2, 3)\n'.repeat(20_000);
  const given = parseModule(python, 'a.py', long, { budget: 1 });
  expect(given.skipped?.why).toBe('parsing took longer than 1 ms');
  const module = parseModule(python, 'b.py', 'x = 1\n');
  expect(module.units.map((unit) => unit.text)).toEqual(['x = 1']);
});

test('a deep tree is read as far as the cap and no further', () => {
  const module = checked(`x = ${'a + '.repeat(10_000)}b\n`);
  let depth = 0;
  let at = module.units[0]?.body as unknown as { left?: unknown; value?: unknown } | undefined;
  for (; at !== undefined; at = (at.left ?? at.value) as typeof at) depth++;
  expect(depth).toBeGreaterThan(200);
  expect(depth).toBeLessThan(260);
  expect(module.errors).toEqual([]);
});

test('errors are places, and only the statement that holds one is broken', () => {
  const module = checked('x = 1\ny = (2 +\n\nz = 3\n');
  expect(module.errors.length).toBeGreaterThan(0);
  expect(module.units[0]?.broken).toBe(false);
  const python2 = checked('print "a"\nx = 1\nraise E, "b"\n');
  expect(python2.errors.map((error) => error.start)).toEqual([0, 22]);
  expect(python2.units.map((unit) => unit.broken)).toEqual([true, false, true]);
});
