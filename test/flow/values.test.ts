// What the engine knows of values decides which branch the run takes: constants, operators, containers, builtins, classes.

import { expect, test } from 'vitest';
import { interpret } from './interpret.ts';

/** The state of torch at a draw after `if test: seed`: seeded, unseeded, or anything that says that the test is open. */
function decided(before: string, condition: string): boolean | null {
  const flow = interpret(`import torch
import sys, os, copy, functools, typing
${before}
if ${condition}:
    torch.manual_seed(1)
torch.rand(2)
`);
  const draw = flow.events.findLast((event) => event.kind === 'draw' && event.reach === 'run');
  if (draw?.kind !== 'draw') throw new Error('no draw');
  return draw.state.tag === 'seeded' ? true : draw.state.tag === 'unseeded' ? false : null;
}

const conditions: Record<string, readonly [holds: string, not: string, before?: string][]> = {
  arithmetic: [
    ['1 + 2 == 3', '1 + 2 == 4'],
    ['5 - 2 == 3', '5 - 2 == 2'],
    ['2 * 3 == 6', '2 * 3 == 5'],
    ['7 / 2 == 3.5', '7 / 2 == 3'],
    ['7 // 2 == 3', '7 // 2 == 3.5'],
    ['-7 // 2 == -4', '-7 // 2 == -3'],
    ['7 % 3 == 1', '7 % 3 == 2'],
    ['-7 % 3 == 2', '-7 % 3 == -1'],
    ['2 ** 3 == 8', '2 ** 3 == 6'],
    ['-3 < 0', '-3 > 0'],
    ['"a" + "b" == "ab"', '"a" + "b" == "ba"'],
  ],
  comparisons: [
    ['1 < 2', '2 < 1'],
    ['2 <= 2', '3 <= 2'],
    ['3 > 2', '2 > 2'],
    ['2 >= 2', '1 >= 2'],
    ['1 == 1', '1 == 2'],
    ['1 != 2', '1 != 1'],
    ['1 < 2 < 3', '1 < 3 < 2'],
    ['True == 1', 'True == 0'],
    ['"a" < "b"', '"b" < "a"'],
    ['None is None', 'None is not None'],
    ['"a" is not None', '"a" is None'],
    ['x is None', 'x is not None', 'x = None'],
    ['x == None', 'x != None', 'x = None'],
    ['f is not None', 'f is None', 'def f(): pass'],
    ['"a" in "cat"', '"dog" in "cat"'],
    ['"dog" not in "cat"', '"a" not in "cat"'],
    ['2 in [1, 2]', '3 in [1, 2]'],
    ['3 not in (1, 2)', '2 not in (1, 2)'],
    ['"a" in d', '"b" in d', 'd = {"a": 1}'],
  ],
  'truth and logic': [
    ['True', 'False'],
    ['not False', 'not True'],
    ['1', '0'],
    ['"x"', '""'],
    ['[0]', '[]'],
    ['{"a": 1}', '{}'],
    ['(1,)', '()'],
    ['f', 'not f', 'def f(): pass'],
    ['A', 'not A', 'class A: pass'],
    ['a', 'not a', 'class A: pass\na = A()'],
    ['sys', 'not sys'],
    ['True and 1', 'True and 0'],
    ['False or 1', 'False or 0'],
    ['1 or x', '0 and x', ''],
    ['x or True', 'x and False', 'x = input()'],
    ['(1 if True else 0)', '(1 if False else 0)'],
    ['(y := 3) == 3', '(y := 3) == 4'],
  ],
  containers: [
    ['[4, 5][1] == 5', '[4, 5][0] == 5'],
    ['(4, 5)[-1] == 5', '(4, 5)[-2] == 5'],
    ['{"a": 1, "b": 2}["b"] == 2', '{"a": 1, "b": 2}["a"] == 2'],
    ['x["a"]["b"] == 1', 'x["a"]["b"] == 2', 'x = {"a": {"b": 1}}'],
    ['x == 2', 'x == 1', 'x, y = 2, 1'],
    ['y == 1', 'y == 2', '(x, y) = [2, 1]'],
    ['len([1, 2]) == 2', 'len([1, 2]) == 3'],
    ['len([1] + [2, 3]) == 3', 'len([1] + [2, 3]) == 2'],
    ['d["b"] == 2', 'd["b"] == 1', 'd = {"a": 1}\nd["b"] = 2'],
    ['d["b"] == 2', 'd["a"] == 2', 'd = {"a": 1} | {"b": 2}'],
    ['d["b"] == 2', 'd["a"] == 2', 'd = {**{"a": 1}, "b": 2}'],
    ['d.get("a") == 1', 'd.get("a") == 2', 'd = {"a": 1}'],
    ['d["a"] == 1', 'd["a"] == 2', 'd = dict(a=1)'],
    ['d["a"] == 1', 'd["a"] == 2', 'd = dict({"a": 1})'],
    ['x[0] == 1', 'x[0] == 2', 'x = list((1, 2))'],
    ['x[1] == 2', 'x[1] == 1', 'x = tuple([1, 2])'],
  ],
  builtins: [
    ['int("3") == 3', 'int("3") == 4'],
    ['int(3.7) == 3', 'int(3.7) == 4'],
    ['float("1.5") == 1.5', 'float("1.5") == 1'],
    ['str(3) == "3"', 'str(3) == "4"'],
    ['bool(1)', 'bool(0)'],
    ['getattr(a, "x") == 1', 'getattr(a, "x") == 2', 'class A:\n    x = 1\na = A()'],
    ['a.x == 2', 'a.x == 1', 'class A: pass\na = A()\nsetattr(a, "x", 2)'],
    [
      'vars(a)["x"] == 1',
      'vars(a)["x"] == 2',
      'class A:\n    def __init__(self):\n        self.x = 1\na = A()',
    ],
    ['copy.deepcopy(x) == 1', 'copy.copy(x) == 2', 'x = 1'],
    ['typing.cast(int, x) == 1', 'typing.cast(int, x) == 2', 'x = 1'],
    ['hash(3) == 3', 'hash(3) == 4'],
    ['next(iter([5])) == 5', 'next(iter([5])) == 6'],
    ['f(1) == 3', 'f(1) == 4', 'f = functools.partial(lambda a, b: a + b, 2)'],
    ['f(b=1) == 3', 'f(b=1) == 4', 'f = functools.partial(lambda a, b: a + b, a=2)'],
  ],
  'functions and classes': [
    ['f() == 1', 'f() == 2', 'def f(): return 1'],
    ['f(1) == 2', 'f(1) == 3', 'def f(a, b=1): return a + b'],
    ['f(b=2, a=1) == -1', 'f(b=2, a=1) == 1', 'def f(a, b): return a - b'],
    ['f(*[1, 2]) == 3', 'f(*[1, 2]) == 2', 'def f(a, b): return a + b'],
    ['f(**{"a": 1}) == 1', 'f(**{"a": 1}) == 2', 'def f(a): return a'],
    ['f(1, 2)[1] == 2', 'f(1, 2)[0] == 2', 'def f(*args): return args'],
    ['f(a=1)["a"] == 1', 'f(a=1)["a"] == 2', 'def f(**kwargs): return kwargs'],
    ['f(1, k=2) == 2', 'f(1, k=2) == 1', 'def f(a, *, k): return k'],
    ['(lambda a: a + 1)(1) == 2', '(lambda a: a + 1)(1) == 1'],
    ['x == 2', 'x == 1', 'x = 1\ndef f():\n    global x\n    x = 2\nf()'],
    [
      'f() == 2',
      'f() == 1',
      'def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = 2\n    g()\n    return x',
    ],
    ['a.x == 3', 'a.x == 1', 'class A:\n    x = 1\n    def __init__(self, x): self.x = x\na = A(3)'],
    ['A.x == 1', 'A.x == 2', 'class A:\n    x = 1'],
    ['a.f() == 1', 'a.f() == 2', 'class A:\n    def f(self): return 1\na = A()'],
    ['a.f == 1', 'a.f == 2', 'class A:\n    @property\n    def f(self): return 1\na = A()'],
    ['A.f() == 1', 'A.f() == 2', 'class A:\n    @staticmethod\n    def f(): return 1'],
    ['A.f() == 4', 'A.f() == 5', 'class A:\n    x = 4\n    @classmethod\n    def f(cls): return cls.x'],
    [
      'B().f() == 3',
      'B().f() == 1',
      'class A:\n    def f(self): return 1\nclass B(A):\n    def f(self): return super().f() + 2',
    ],
    [
      'c.x == 5',
      'c.x == 1',
      'from dataclasses import dataclass\n@dataclass\nclass C:\n    x: int = 1\nc = C(5)',
    ],
    [
      'c.y == 2',
      'c.y == 1',
      'from dataclasses import dataclass\n@dataclass\nclass B:\n    x: int = 1\n@dataclass\nclass C(B):\n    y: int = 2\nc = C()',
    ],
    [
      'c.x == 1',
      'c.x == 2',
      'from dataclasses import dataclass\n@dataclass\nclass B:\n    x: int = 1\n@dataclass\nclass C(B):\n    y: int = 2\nc = C()',
    ],
    [
      'f() == 1',
      'f() == 2',
      'def twice(g):\n    def inner(): return g()\n    return inner\n@twice\ndef f(): return 1',
    ],
  ],
};

for (const [group, cases] of Object.entries(conditions)) {
  test.each(cases)(`${group}: %s and not %s`, (holds, not, before = '') => {
    expect([decided(before, holds), decided(before, not)]).toEqual([true, false]);
  });
}

const open: readonly [condition: string, before?: string][] = [
  ['x', 'x = input()'],
  ['x == 1', 'x = int(input())'],
  ['x["a"]', 'x = load()'],
  ['1 / 0'],
  ['1 % 0'],
  ['1 // 0'],
  ['"a" < 1'],
  ['x in y', 'x, y = input(), [1]'],
  ['3 in y', 'y = [1, input()]'],
  ['d["b"] == 2', 'd = {"a": 1, **load()}'],
  ['len(x) == 1', 'x = [1, *load()]'],
  ['f()', 'def f(): return f()'],
  ['x is None', 'x = None if input() else 1'],
];

test.each(open)('not decided: %s', (condition, before = '') => {
  expect(decided(before, condition)).toBeNull();
});
