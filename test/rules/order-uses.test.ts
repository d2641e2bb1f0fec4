// What becomes of an order: kept in data, lost, sorted away, or not known; the latter counts only where nothing else is meant.

import { expect, test } from 'vitest';
import { check } from './run-rules.ts';

const says = (code: string, text: string) => check(text).findings.some((finding) => finding.code === code);

/** Uses of `xs`, a list of a set of text: whether its order goes on into data. */
const uses: readonly [code: string, kept: boolean][] = [
  ['np.array(xs)', true],
  ['y = zip(xs, ys)', true],
  ['random.shuffle(xs)', true],
  ['f.writelines(xs)', true],
  ['y = xs[1]', true],
  ['y = xs[:3]', true],
  ['y = xs.index("a")', true],
  ['y = list(reversed(xs))[1]', true],
  ['y = [x for x in xs][1]', true],
  ['y = list(x for x in xs)[1]', true],
  ['y = (xs if ready else ys)[1]', true],
  ['ys = xs\ny = ys[1]', true],
  ['zs = ys = xs\ny = ys[1]', false],
  ['a.b = xs\ny = a.b[1]', true],
  ['y = xs[0]', false],
  ['y = table[xs]', false],
  ['y = load(xs)', false],
  ['y = xs.count("a")', false],
  ['y = xs(1)', false],
  ['y = {x: 1 for x in xs}', false],
  ['y = {x for x in xs}', false],
  ['y = len(xs)', false],
  ['y = "a" in xs', false],
  ['if xs:\n    pass', false],
  ['while xs:\n    pass', false],
  ['assert xs', false],
  ['y = not xs', false],
  ['xs', false],
  ['print(xs)', false],
  ['print(*xs)', false],
  ['y = sorted(xs)[1]', false],
  ['xs.sort()\ny = xs[1]', false],
  ['y = xs[1]\nz = sorted(xs)', false],
  ['xs.append(1)', false],
  ['xs.append(1)\ny = xs[1]', true],
  ['xs = load()\nlen(xs)', false],
  ['a = xs\nb = a\nc = b\nd = c\ne = d\ny = e[1]', false],
  ['a = xs\nb = a\ny = b[1]', true],
  ['def f(xs):\n    return xs[1]', true],
  ['for x in xs:\n    print(x)', false],
  ['for x in xs:\n    ids[x] = len(ids)', true],
  ['for x in xs:\n    ids[x] = len(other)', false],
  ['n = 0\nfor x in xs:\n    ids[x] = n\n    n += 1', true],
  ['n = 0\nfor x in xs:\n    ids[n] = x\n    n += 1', true],
  ['n = 9\nfor x in xs:\n    ids[x] = n\n    n -= 1', false],
  ['n = 0\nfor x in xs:\n    ids = n\n    n += 1', false],
  ['for x in xs:\n    ids[x] = n', false],
  ['for x in xs:\n    f.write(x)', true],
  ['for x in xs:\n    if x:\n        f.write(x)', true],
  ['for x in xs:\n    sys.stdout.write(x)', false],
  ['for x in xs:\n    log.write(x)', false],
  ['for x in xs:\n    write(x)', false],
  ['out = []\nfor x in xs:\n    out.append(x)\ny = out[1]', true],
  ['out = []\nfor x in xs:\n    out.append((x, 1))\ny = out[1]', true],
  ['out = []\nfor x in xs:\n    out.extend(x)\ny = out[1]', true],
  ['out = []\nfor x in xs:\n    out.insert(0, x)\ny = out[1]', true],
  ['out = set()\nfor x in xs:\n    out.add(x)\ny = out[1]', false],
  ['out = []\nfor x in xs:\n    out.append(x)', false],
  ['out = []\nfor x in xs:\n    out.append(x)\nload(out)', false],
  ['out = []\nfor x in xs:\n    out.append(x)\nout.sort()\ny = out[1]', false],
  ['for x in xs:\n    out = []\n    out.append(x)\n    y = out[1]', false],
  ['for x in xs:\n    table = pd.concat([table, x])', true],
  ['for x in xs:\n    table = np.append(table, x)', true],
  ['for x in xs:\n    table = concat([table, x])', true],
  ['for x in xs:\n    table = pd.concat([other, x])', false],
  ['for x in xs:\n    table = load([table, x])', false],
  ['for x in xs:\n    table = table', false],
  ['for x in ys:\n    table = pd.concat([table, xs])', false],
];

test.each(uses)('a list of a set of text: %j', (code, kept) => {
  const text = `words = {"a", "b"}\nxs = list(words)\n${code}\n`;
  expect(says('SR502', text)).toBe(kept);
});

/** In a class, an attribute's order goes on where any of its methods uses it. */
test.each([
  ['self.xs = list({"a", "b"})', 'return self.xs[1]', true],
  ['self.xs = list({"a", "b"})', 'return len(self.xs)', false],
  ['self.xs = list({"a", "b"})', 'return self.ys[1]', false],
  ['xs = list({"a", "b"})', 'return self.xs[1]', false],
] as const)('an attribute: %s, %s', (made, used, kept) => {
  const text = `class A:\n    def __init__(self):\n        ${made}\n    def f(self):\n        ${used}\n`;
  expect(says('SR502', text)).toBe(kept);
});

/** Uses of results in the order of their completion: what is not known keeps it, unless each says what it belongs to. */
const completed: readonly [code: string, kept: boolean][] = [
  ['rows = []\nfor x in as_completed(fs):\n    rows.append(x.result())\nload(rows)', true],
  ['rows = []\nfor x in as_completed(fs):\n    rows.append((1, x.result()))\nload(rows)', false],
  ['rows = []\nfor x in as_completed(fs):\n    rows.append({1: x.result()})\nload(rows)', false],
  ['rows = []\nfor x in as_completed(fs):\n    rows.append([1, x.result()])\nload(rows)', true],
  ['rows = []\nfor x in as_completed(fs):\n    rows.append((1, x.result()))\ny = rows[1]', true],
  ['rows = []\nfor x in as_completed(fs):\n    rows.append(x.result())\nlen(rows)', false],
  ['rows = []\nfor x in as_completed(fs):\n    rows.append(x.result())\nrows.sort()\nload(rows)', false],
  ['rows = []\nfor x in as_completed(fs):\n    rows.append(x.result())', true],
  ['for x in as_completed(fs):\n    load(x.result())', false],
  ['load([x.result() for x in as_completed(fs)])', true],
  ['sum([x.result() for x in as_completed(fs)])', false],
  ['y = [x.result() for x in as_completed(fs)]\nprint(y)', false],
  ['y = [x.result() for x in as_completed(fs)]\nload(y)', true],
  ['y = list(as_completed(fs))\nlen(y)', false],
  ['y = list(as_completed(fs))\nload(y)', true],
];

test.each(completed)('results as they are ready: %j', (code, kept) => {
  expect(says('SR504', `from concurrent.futures import as_completed\n${code}\n`)).toBe(kept);
});
