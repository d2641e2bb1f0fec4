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
  ['[x for x in x]', 'x = ["b", "a"]'],
  ['[x.name.lower() for x in rows]', 'rows = load()'],
  ['text.splitlines() + ["a"]', 'text = input()'],
  ['a', 'a = b = []\na.append("x")'],
  ['a', 'a, b = c = input().split()'],
  ['a', 'with open("x") as a, load() as b:\n    pass'],
  ['[c for name in names for c in name]', 'names = ["b", "a"]'],
  ['"abc"'],
  ['"abc"[1:]'],
  ['names[0]', 'names = ["b", "a"]'],
  ['("a", "b")[0]'],
  ['str(3)'],
  ['repr(3)'],
  ['input()'],
  ['set(names)', 'names = ["b", "a"]'],
  ['frozenset(names)', 'names = ["b", "a"]'],
  ['tuple(names)', 'names = ["b", "a"]'],
  ['reversed(names)', 'names = ["b", "a"]'],
  ['iter(names)', 'names = ["b", "a"]'],
  ['line.split(None)', 'line = input()'],
  ['load().split()'],
  ['load().splitlines()'],
  ['load().readlines()'],
  ['load().hexdigest()'],
  ['"a".replace("a", "b")'],
  ['open("x").read()'],
  ['open("x").readline()'],
  ['os.path.basename("x/y")'],
  ['[x + "a" for x in rows]', 'rows = load()'],
  ['a + b', 'a = ["x"]\nb = ("y",)'],
  ['a if a else b', 'a = ["x"]\nb = ("y",)'],
  ['a', 'a: list = ["x"]'],
  ['a', 'a = []\na.append("x")'],
  ['a', 'a = list()\na.append("x")'],
  ['a', 'a = []\na.insert(0, "x")'],
  ['a', 'a = []\na += ["x"]'],
  ['a', 'a = b = ["x"]'],
  ['a', 'a, b = input().split()'],
  ['b', '[a, b] = input().split()'],
  ['c', 'a, (b, c) = input().split()'],
  ['a', 'with open("x") as a:\n    pass'],
  ['[x for x in f]', 'with open("x") as f:\n    pass'],
  ['f', 'with lock, open("x") as f:\n    pass'],
  ['a', 'for a in ["x", "y"]:\n    pass'],
  ['a', 'for i, a in enumerate(["x", "y"]):\n    pass'],
  ['e', 'a = ["x"]\nb = a\nc = b\nd = c\ne = d'],
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
  ['frame.name.str.lower()', 'frame = load()'],
  ['os.getcwd()'],
  ['(names[1:],)', 'names = ["b", "a"]'],
  ['open'],
  ['list()'],
  ['list(rows)', 'rows = load()'],
  ['set(rows)', 'rows = load()'],
  ['load(names)', 'names = ["a"]'],
  ['load()("a")'],
  ['map(load, names)', 'names = ["a"]'],
  ['map(self.str, names)', 'names = ["a"]'],
  ['line.split(3)', 'line = input()'],
  ['rows.replace("a", "b")', 'rows = load()'],
  ['rows.read()', 'rows = load()'],
  ['rows.union("a")', 'rows = load()'],
  ['["a"].count("a")'],
  ['rows[0]', 'rows = load()'],
  ['[x % "a" for x in rows]', 'rows = load()'],
  ['names * 2', 'names = ["a"]'],
  ['names - rows', 'names = ["a"]\nrows = load()'],
  ['other.names', 'names = ["a"]'],
  ['a', 'a: list'],
  ['a', 'a = []'],
  ['a', 'a = []\na.append(1)'],
  ['a', 'a = []\na.append("x")\na.append(1)'],
  ['a', 'a = []\na.insert("x", 0)'],
  ['a', 'a = []\na.append()'],
  ['a', 'a = []\nb.append("x")'],
  ['a', 'a = []\na.remove("x")'],
  ['a', 'a = []\na += [1]'],
  ['a', 'a = list(1, 2)\na.append("x")'],
  ['a', 'a = dict()\na.update("x")'],
  ['a', 'a = ["x"]\na = load()'],
  ['a', 'a, b = load()'],
  ['a', 'a, b = ("x", "y"), 1'],
  ['a', 'with load() as a:\n    pass'],
  ['b', 'with open("x") as a, load() as b:\n    pass'],
  ['a', 'for a in load():\n    pass'],
  ['i', 'for i, a in enumerate(["x", "y"]):\n    pass'],
  ['a', 'for i, a in enumerate(load()):\n    pass'],
  ['a', 'for i, a in zip(["x"], ["y"]):\n    pass'],
  ['a', 'for i, a in ["xy"]:\n    pass'],
  ['a', 'for i, a in enumerate():\n    pass'],
  ['a', 'for (a,) in enumerate(["x"]):\n    pass'],
  ['a', 'a.b = "x"'],
  ['m', `a = ["x"]\n${[...'bcdefghijklm'].map((name, i) => `${name} = ${'abcdefghijkl'[i]}`).join('\n')}`],
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
  ['{"a", 1}', '', true],
  ['a ^ b', 'a = {"x"}\nb = load()', false],
  ['a | b', 'a = load()\nb = {"x"}', false],
  ['a * b', 'a = {"x"}\nb = {"y"}', false],
  ['a.union(b)', 'a = {1}\nb = load()', false],
  ['a.difference(b)', 'a = {"x"}\nb = load()', true],
  ['a', 'a = set()\na.add("x")\na.add(1)', true],
  ['a', 'a = set()\na |= {"x"}', true],
  ['a', 'a = set()\na |= {1}', false],
  ['a', 'a = set([1])\na.add("x")', false],
  ['a', 'a = set()\na.add("x")\na = load()', false],
  ['set(rows)', 'rows = load()', false],
  ['list(["x"])', '', false],
  ['a if c else b', 'a = {"x"}\nb = {"y"}\nc = load()', true],
  ['a if c else b', 'a = {"x"}\nb = {1}\nc = load()', false],
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

/** In functions and classes: what a parameter says of itself, and which of several variables of one name is meant. */
const scopes: readonly [what: string, code: string, salted: boolean][] = [
  ['a list of texts', 'def f(a: list[str]):\n    return list(set(a))[1]\n', true],
  ['a text', 'def f(a: str):\n    return list(set(a))[1]\n', true],
  ['a text, quoted', 'def f(a: "str"):\n    return list(set(a))[1]\n', true],
  ['texts of typing', 'def f(a: typing.Tuple[str, ...]):\n    return list(set(a))[1]\n', true],
  ['a set of texts', 'def f(a: set[str]):\n    return list(a)[1]\n', true],
  ['a list of numbers', 'def f(a: list[int]):\n    return list(set(a))[1]\n', false],
  ['a parameter that says nothing', 'def f(a):\n    return list(set(a))[1]\n', false],
  ['another parameter', 'def f(a, b: list[str]):\n    return list(set(a))[1]\n', false],
  ['a variable of the module', 'a = ["x"]\ndef f():\n    return list(set(a))[1]\n', true],
  ['hidden by a parameter', 'a = ["x"]\ndef f(a):\n    return list(set(a))[1]\n', false],
  ['a parameter hides it', 'a = 1\ndef f(a: list[str]):\n    return list(set(a))[1]\n', true],
  ['hidden by a variable', 'a = ["x"]\ndef f():\n    a = load()\n    return list(set(a))[1]\n', false],
  ['of another function', 'def f():\n    a = ["x"]\ndef g():\n    return list(set(a))[1]\n', false],
  ['beside one of another function', 'def f():\n    a = 1\na = ["x"]\nb = list(set(a))[1]\n', true],
  [
    'an attribute',
    'class A:\n    def __init__(self):\n        self.a = ["x"]\n    def f(self):\n        return list(set(self.a))[1]\n',
    true,
  ],
  [
    'an attribute of another class',
    'class A:\n    def __init__(self):\n        self.a = ["x"]\nclass B:\n    def f(self):\n        return list(set(self.a))[1]\n',
    false,
  ],
  [
    'an attribute beside one of another class',
    'class A:\n    def __init__(self):\n        self.a = [1]\nclass B:\n    def f(self):\n        self.a = ["x"]\n        return list(set(self.a))[1]\n',
    true,
  ],
  [
    'an attribute of an attribute',
    'class A:\n    def f(self):\n        self.b.a = ["x"]\n        return list(set(self.b.a))[1]\n',
    false,
  ],
  [
    'an attribute of the same name as a variable',
    'class A:\n    def f(self):\n        a = ["x"]\n        return list(set(self.a))[1]\n',
    false,
  ],
  ['a variable of a comprehension hides another', 'a = 1\nb = list({a for a in ["x", "y"]})[1]\n', true],
  ['a comprehension of something else', 'a = ["x"]\nb = list({a for a in load()})[1]\n', false],
  ['the inner of two clauses', 'b = list({c for a in load() for c in a.split()})[1]\n', true],
];

test.each(scopes)('a scope: %s', (_what, code, wanted) => {
  expect(said(code)).toBe(wanted);
});
