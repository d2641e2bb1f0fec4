// Of which values the rules about salted hashes know that they are text, and of which they do not.

import { expect, test } from 'vitest';
import { check } from './run-rules.ts';

function said(code: string): boolean {
  return check(code).findings.some((finding) => finding.code === 'SR502');
}

/** Whether the order of `set(expression)` is said to differ. */
function salted(expression: string, before = ''): boolean {
  const code = `import os, glob, re\n${before}\nwords = set(${expression})\nids = {word: i for i, word in enumerate(words)}\n`;
  return said(code);
}

const texts: readonly [expression: string, before?: string][] = [
  ['["a", "b"]'],
  ['("a", "b")'],
  ['"a b".split()'],
  ['"a b".split(" ")'],
  ['line.split(",")', 'line = input()'],
  ['text.splitlines()', 'text = open("x").read()'],
  ['open("x").readlines()'],
  ['open("x")'],
  ['os.listdir("x")'],
  ['glob.glob("x")'],
  ['re.split("a", text)', 'text = input()'],
  ['re.findall("a", text)', 'text = input()'],
  ['[str(x) for x in range(3)]'],
  ['(x.lower() for x in rows)', 'rows = load()'],
  ['map(str, rows)', 'rows = load()'],
  ['sorted(names)', 'names = ["b", "a"]'],
  ['list(names)', 'names = ["b", "a"]'],
  ['names[1:]', 'names = ["b", "a"]'],
  ['names + ["c"]', 'names = ["b", "a"]'],
  ['names if names else ["c"]', 'names = ["b", "a"]'],
  ['[os.path.join("a", x) for x in rows]', 'rows = load()'],
  ['[x.hexdigest() for x in rows]', 'rows = load()'],
  ['["%s" % x for x in rows]', 'rows = load()'],
  ['["a" + x for x in rows]', 'rows = load()'],
  ['[f"{x}" for x in rows]', 'rows = load()'],
  ['["-".join(x) for x in rows]', 'rows = load()'],
  ['[name for name in names]', 'names = ["b", "a"]'],
  ['[name[0] for name in names]', 'names = ["b", "a"]'],
  ['[w for i, w in enumerate(names)]', 'names = ["b", "a"]'],
];

const others: readonly [expression: string, before?: string][] = [
  ['[1, 2]'],
  ['["a", 1]'],
  ['[]'],
  ['rows', 'rows = load()'],
  ['range(3)'],
  ['[x for x in rows]', 'rows = load()'],
  ['map(int, rows)', 'rows = ["1"]'],
  ['load().split(sep)', 'sep = 3'],
  ['names', 'names = ["a"]\nnames = [1]'],
  ['names + [1]', 'names = ["b", "a"]'],
  ['names if names else [1]', 'names = ["b", "a"]'],
  ['[x % 3 for x in rows]', 'rows = load()'],
  ['[1 + x for x in rows]', 'rows = load()'],
  ['[i for i, w in enumerate(names)]', 'names = ["b", "a"]'],
  ['[x.join("ab") for x in rows]', 'rows = load()'],
  ['frame.name.str.split(",")', 'frame = load()'],
];

test.each(texts)('text: %s', (expression, before) => {
  expect(salted(expression, before)).toBe(true);
});

test.each(others)('not known to be text: %s', (expression, before) => {
  expect(salted(expression, before)).toBe(false);
});

/** What makes or keeps a set of text. */
const sets: readonly [expression: string, before: string, salted: boolean][] = [
  ['{"a", "b"}', '', true],
  ['{1, 2}', '', false],
  ['{x.lower() for x in rows}', 'rows = load()', true],
  ['{x for x in rows}', 'rows = load()', false],
  ['a | b', 'a = {"x"}\nb = {"y"}', true],
  ['a | b', 'a = {"x"}\nb = {1}', false],
  ['a & b', 'a = {"x"}\nb = load()', true],
  ['a & b', 'a = load()\nb = {"x"}', true],
  ['a & b', 'a = load()\nb = {1}', false],
  ['a - b', 'a = {"x"}\nb = load()', true],
  ['a - b', 'a = load()\nb = {"x"}', false],
  ['a ^ b', 'a = {"x"}\nb = {"y"}', true],
  ['a.union(b)', 'a = {"x"}\nb = load()', true],
  ['a.copy()', 'a = {"x"}', true],
  ['a.copy()', 'a = {1}', false],
  ['a', 'a = set()\na.add("x")', true],
  ['a', 'a = set()\na.add(1)', false],
  ['a', 'a = set()\na.update(["x"])', true],
  ['a', 'a = set()', false],
  ['frozenset(["x"])', '', true],
  ['sorted({"x"})', '', false],
];

test.each(sets)('a set: %s after %j', (expression, before, wanted) => {
  const code = `${before}\nwords = ${expression}\nids = {word: i for i, word in enumerate(words)}\n`;
  expect(said(code)).toBe(wanted);
});

/** Where a set of text is taken in its order, and where the order is lost or does not matter. */
const uses: readonly [code: string, salted: boolean][] = [
  ['for i, w in enumerate(words):\n    ids[w] = i\n', true],
  ['for w in words:\n    ids[w] = len(ids)\n', true],
  ['x = sorted(words)\nfirst = x[0]\n', false],
  ['x = sorted(list(words))\n', false],
  ['n = len(list(words))\n', false],
  ['for w in words:\n    print(w)\n', false],
  ['ok = "a" in words\n', false],
  ['total = sum(len(w) for w in words)\n', false],
];

test.each(uses)('a use: %j', (code, wanted) => {
  const whole = `ids = {}\nwords = {"a", "b"}\n${code}`;
  expect(said(whole)).toBe(wanted);
});
