// SR502 and SR504 beyond their examples: what is provably a set of text, and whether an order goes on into data.

import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/fixes/apply.ts';
import { check, rowOf } from './run-rules.ts';

function rows(code: string, text: string): number[] {
  return check(text)
    .findings.filter((finding) => finding.code === code)
    .map((finding) => rowOf(text, finding.span.start));
}

describe('a set of text whose order is kept', () => {
  test.each([
    ['characters of a file', 'text = open("a.txt").read()\nids = {c: i for i, c in enumerate(set(text))}\n'],
    ['words by annotation', 'def f(words: list[str]):\n    v = list(set(words))\n    return v[:10]\n'],
    [
      'a set that grows',
      'class V:\n    def __init__(self, path):\n        self.words = set()\n        for line in open(path):\n            self.words.update(line.split())\n        self.ids = {w: i for i, w in enumerate(self.words)}\n',
    ],
    ['a set operation', 'a = {"x", "y"}\nb = {"y"}\nc = list(a - b)\nd = c[1:]\n'],
    [
      'a list that grows',
      'xs = []\nfor line in open("a"):\n    x, y = line.split(",")\n    xs.append(x)\nids = {c: i for i, c in enumerate(set(xs))}\n',
    ],
    [
      'names of files',
      'import os\nstems = {n.split(".")[0] for n in os.listdir("d")}\nx = list(stems)[3:]\n',
    ],
    ['numbered by a counter', 'n = 0\nids = {}\nfor w in {"a", "b"}:\n    ids[w] = n\n    n += 1\n'],
    ['written to a file', 'out = open("vocab.txt", "w")\nfor w in {"a", "b"}:\n    out.write(w)\n'],
    [
      'a list that is drawn from',
      'import random\nrandom.seed(0)\nwords = [w.upper() for w in {"a", "b"}]\nrandom.shuffle(words)\n',
    ],
    [
      'handed to a split',
      'from sklearn.model_selection import train_test_split\na, b = train_test_split(list({"a", "b"}), random_state=0)\n',
    ],
  ])('%s', (_what, text) => {
    expect(rows('SR502', text)).toHaveLength(1);
  });
});

describe('no finding where it is not certain', () => {
  test.each([
    ['a column of a table', 'def f(df):\n    return list(set(df["label"].str.lower()))[1:]\n'],
    [
      'a name that is bound to something else as well',
      'def f(x, flag):\n    s = {"a", "b"}\n    if flag:\n        s = x\n    return list(s)[1:]\n',
    ],
    [
      'a list with something else in it',
      'def f(z):\n    xs = []\n    xs.append("a")\n    xs.append(z)\n    return list(set(xs))[1:]\n',
    ],
    ['tensors are split too', 'def f(x):\n    return list(set(x.split(4)))[1:]\n'],
    ['the only one', 'names = {"a"}\nname = list(names)[0]\n'],
    ['a parameter of any type', 'def f(words):\n    return {w: i for i, w in enumerate(set(words))}\n'],
    [
      'sorted where it is used',
      'words = list({"a", "b"})\nids = {w: i for i, w in enumerate(sorted(words))}\n',
    ],
    ['counted', 'words = [w for w in {"a", "b"}]\nprint(len(words))\n'],
    ['printed', 'for i, w in enumerate({"a", "b"}):\n    print(i, w)\n'],
    ['a dictionary by key', 'ids = {w: len(w) for w in {"a", "b"}}\n'],
    ['a log', 'import sys\nfor w in {"a", "b"}:\n    sys.stderr.write(w)\n'],
  ])('%s', (_what, text) => {
    expect(rows('SR502', text)).toEqual([]);
  });
});

test('a set in a loop is wrapped, a list of it becomes sorted', () => {
  const fixed = (text: string) => {
    const [finding] = check(text).findings.filter(({ code }) => code === 'SR502');
    return applyEdits(text, finding?.fixes[0]?.edits ?? []);
  };
  expect(fixed('w = {"a", "b"}\nx = list(w)[1:]\n')).toBe('w = {"a", "b"}\nx = sorted(w)[1:]\n');
  expect(fixed('w = {"a", "b"}\nx = {k: i for i, k in enumerate(w)}\n')).toBe(
    'w = {"a", "b"}\nx = {k: i for i, k in enumerate(sorted(w))}\n',
  );
});

describe('results as they become ready', () => {
  const head =
    'from concurrent.futures import as_completed, wait\nfrom multiprocessing import Pool, get_context\nimport asyncio, pandas as pd\n';
  test.each([
    [
      'a list that is returned',
      'def f(fs):\n    out = []\n    for x in as_completed(fs):\n        out.append(x.result())\n    return out\n',
    ],
    ['a comprehension', 'def f(fs):\n    return [x.result() for x in as_completed(fs)]\n'],
    [
      'a table',
      'def f(fs):\n    t = pd.DataFrame()\n    for x in as_completed(fs):\n        t = pd.concat([t, x.result()])\n    return t\n',
    ],
    [
      'what is done of what was waited for',
      'def f(fs):\n    done, _ = wait(fs)\n    return [x.result() for x in done]\n',
    ],
    [
      'with a bar around it',
      'from tqdm import tqdm\ndef f(xs, g):\n    with Pool() as p:\n        return list(tqdm(p.imap_unordered(g, xs), total=9))\n',
    ],
    [
      'a pool of a context',
      'def f(xs, g):\n    p = get_context("spawn").Pool(2)\n    return list(p.imap_unordered(g, xs))\n',
    ],
    [
      'tasks',
      'async def f(ts):\n    out = []\n    for t in asyncio.as_completed(ts):\n        out.append(await t)\n    return out\n',
    ],
  ])('%s is said', (_what, text) => {
    expect(rows('SR504', head + text)).toHaveLength(1);
  });
  test.each([
    [
      'pairs with their number',
      'def f(fs):\n    out = []\n    for x in as_completed(fs):\n        out.append((fs[x], x.result()))\n    return out\n',
    ],
    ['a dictionary', 'def f(fs):\n    return {fs[x]: x.result() for x in as_completed(fs)}\n'],
    [
      'a mean',
      'def f(fs):\n    out = []\n    for x in as_completed(fs):\n        out.append(x.result())\n    return sum(out) / len(out)\n',
    ],
    ['a pool that somebody else made', 'def f(p, xs, g):\n    return list(p.imap_unordered(g, xs))\n'],
    ['exceptions only', 'def f(fs):\n    for x in as_completed(fs):\n        x.result()\n'],
  ])('%s is not', (_what, text) => {
    expect(rows('SR504', head + text)).toEqual([]);
  });
});
