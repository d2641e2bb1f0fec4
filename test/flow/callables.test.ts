// Functions, methods and classes of the script: what a call gives back decides which branch the run takes.

import { expect, test } from 'vitest';
import { decided } from './interpret.ts';

const conditions: Record<string, readonly [holds: string, not: string, before?: string][]> = {
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
    [
      'c.x == 5',
      'c.x == 1',
      'from dataclasses import dataclass\nclass A: pass\n@dataclass\nclass B:\n    x: int = 1\nclass C(A, B): pass\nc = C(5)',
    ],
    [
      'c.x == 5',
      'c.y == 5',
      'from dataclasses import dataclass\n@dataclass\nclass B:\n    x: int = 1\n@dataclass\nclass C(B):\n    y: int = 2\nc = C(5)',
    ],
    [
      'c.y == 6',
      'c.y == 2',
      'from dataclasses import dataclass\n@dataclass\nclass B:\n    x: int = 1\n@dataclass\nclass C(B):\n    y: int = 2\nc = C(5, 6)',
    ],
    [
      'c.y == 6',
      'c.x == 6',
      'from dataclasses import dataclass\n@dataclass\nclass B:\n    x: int = 1\n@dataclass\nclass C(B):\n    y: int = 2\nc = C(y=6)',
    ],
    [
      'c.x == 1',
      'c.x == 2',
      'from dataclasses import dataclass\n@dataclass\nclass B:\n    x: int = 1\n@dataclass\nclass C(B):\n    y: int = 2\nc = C(y=6)',
    ],
    [
      'c.x == 7',
      'c.x == 1',
      'from dataclasses import dataclass\n@dataclass\nclass B:\n    x: int = 1\n@dataclass\nclass C(B):\n    y: int = 2\n@dataclass\nclass D(C):\n    x: int = 7\nc = D()',
    ],
    [
      'c.y == 6',
      'c.x == 6',
      'from dataclasses import dataclass\n@dataclass\nclass B:\n    x: int = 1\n@dataclass\nclass C(B):\n    y: int = 2\n@dataclass\nclass D(C):\n    x: int = 7\nc = D(5, 6)',
    ],
    [
      'B().f() == 3',
      'B().f() == 1',
      'class A:\n    x = 1\n    def f(self): return self.x\nclass B(A):\n    x = 3\n    def f(self): return super().f()',
    ],
    [
      'a.f == 1',
      'a.f == 2',
      'class A:\n    @property\n    def f(self): return 1\n    @f.deleter\n    def f(self): pass\na = A()',
    ],
    ['A().f() == 1', 'A().f() == 2', 'x = 1\nclass A:\n    x = 2\n    def f(self): return x'],
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
    ['f(1) == 1', 'f(1) == 2', 'def f(a, /): return a'],
    ['f(1, 2, 3)[1] == 3', 'f(1, 2, 3)[1] == 2', 'def f(a, *args): return args'],
    ['"a" not in f(a=1, b=2)', '"b" not in f(a=1, b=2)', 'def f(a, **rest): return rest'],
    ['f(2) == 1', 'f(2) == 2', 'def f(*a, k=1): return k'],
    ['f() is None', 'f() is not None', 'def f(): pass'],
    ['f() is None', 'f() == 1', 'def f(): return'],
    ['f(True) == 1', 'f(True) == 2', 'def f(x):\n    if x: return 1\n    return 2'],
    [
      'a.y == 2',
      'a.y == 1',
      'class A:\n    def __init__(self): self.x = 1\n    def set(self): self.y = self.x + 1\na = A()\na.set()',
    ],
    ['B().f() == 1', 'B().f() == 2', 'class A:\n    def f(self): return 1\nclass B(A): pass'],
    [
      'C().f() == 1',
      'C().f() == 2',
      'class A:\n    def f(self): return 1\nclass B(A): pass\nclass C(B): pass',
    ],
    ['B.x == 1', 'B.x == 2', 'class A:\n    x = 1\nclass B(A): pass'],
    ['A().f() == 1', 'A().f() == 2', 'class A:\n    @staticmethod\n    def f(): return 1'],
    ['A().f() == 4', 'A().f() == 5', 'class A:\n    x = 4\n    @classmethod\n    def f(cls): return cls.x'],
    ['a() == 3', 'a() == 1', 'class A:\n    def __call__(self): return 3\na = A()'],
    [
      'c.y == 2',
      'c.y == 1',
      'from dataclasses import dataclass\n@dataclass\nclass C:\n    x: int = 1\n    y: int = 0\n    def __post_init__(self): self.y = self.x + 1\nc = C()',
    ],
    [
      'c.x == 5',
      'c.x == 1',
      'from dataclasses import dataclass\n@dataclass(frozen=True)\nclass C:\n    x: int = 1\nc = C(x=5)',
    ],
    ['c.x == 5', 'c.x == 1', 'from typing import NamedTuple\nclass C(NamedTuple):\n    x: int = 1\nc = C(5)'],
    ['c.x == 5', 'c.x == 1', 'import attr\n@attr.define\nclass C:\n    x: int = 1\nc = C(5)'],
    [
      'a.f == 2',
      'a.f == 1',
      'class A:\n    def __init__(self): self.g = 1\n    @property\n    def f(self): return self.g\n    @f.setter\n    def f(self, v): self.g = v\na = A()\na.f = 2',
    ],
    [
      'a.f == 1',
      'a.f == 2',
      'import functools\nclass A:\n    @functools.cached_property\n    def f(self): return 1\na = A()',
    ],
    ['g(2) == 3', 'g(2) == 2', 'def f(a):\n    def g(b): return a + b\n    return g\ng = f(1)'],
    ['x == 1', 'x == 2', 'x = 1\ndef f(): x = 2\nf()'],
    ['f(3) == 6', 'f(3) == 3', 'def f(n):\n    total = n\n    total *= 2\n    return total'],
  ],
};

for (const [group, cases] of Object.entries(conditions)) {
  test.each(cases)(`${group}: %s and not %s`, (holds, not, before = '') => {
    expect([decided(before, holds), decided(before, not)]).toEqual([true, false]);
  });
}

const open: readonly [condition: string, before?: string][] = [
  ['f()', 'def f(): return f()'],
  ['f(*load()) == 1', 'def f(a=1): return a'],
  ['f(**load()) == 1', 'def f(a=1): return a'],
  ['f() == 1', 'def f(a): return a'],
  ['len(f(*load())) == 0', 'def f(*a): return a'],
  ['"a" in f(**load())', 'def f(**k): return k'],
  ['f() == 1', 'def f():\n    if input(): return 1\n    return 2'],
  ['f() == 1', 'from lib import f'],
  ['a.z == 1', 'class A: pass\na = A()'],
  ['A().f() == 1', 'from lib import B\nclass A(B): pass'],
  ['x == 1', 'x = 1 if input() else 2\ndef f():\n    global x\n    x = input()\nf()'],
];

test.each(open)('not decided: %s', (condition, before = '') => {
  expect(decided(before, condition)).toBeNull();
});
