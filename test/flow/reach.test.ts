// What the run does not come by: branches that it decides against, handlers, functions that nothing calls; and what it tells of options.

import { describe, expect, test } from 'vitest';
import { interpret, rowOf } from './interpret.ts';

/** `row kind reach` of each event. */
function reached(code: string): string[] {
  return interpret(code).events.map((event) => `${rowOf(event.site)} ${event.kind} ${event.reach}`);
}

const cases: readonly [what: string, code: string, reached: readonly string[]][] = [
  ['a decided branch', 'if 1 > 2:\n    random.seed(0)', ['3 seed skipped']],
  ['the other branch', 'if 1 < 2:\n    pass\nelse:\n    random.seed(0)', ['5 seed skipped']],
  [
    'what only type checkers see',
    'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    random.seed(0)\nimport typing\nif not typing.TYPE_CHECKING:\n    random.seed(1)',
    ['4 seed skipped', '7 seed run'],
  ],
  ['an open branch', 'if load():\n    random.seed(0)', ['3 seed maybe']],
  ['a handler', 'try:\n    pass\nexcept ValueError:\n    random.seed(0)', ['5 seed skipped']],
  [
    'a handler in a branch that is decided against',
    'if 1 > 2:\n    try:\n        pass\n    except ValueError:\n        random.seed(0)',
    [],
  ],
  [
    'a branch in a branch that is decided against',
    'if 1 > 2:\n    if 1 > 2:\n        random.seed(0)\n    else:\n        random.seed(1)',
    ['6 seed skipped'],
  ],
  ['after the end', 'exit()\nrandom.seed(0)', []],
  ['a function that nothing calls', 'def f():\n    random.seed(0)', ['3 seed uncalled']],
  [
    'a method that nothing calls',
    'class A:\n    x = 1\n    def f(self):\n        random.seed(self.x)\n    def g(self):\n        self.f()',
    ['5 seed uncalled'],
  ],
  [
    'a branch in a function that nothing calls',
    'def f():\n    if 1 > 2:\n        random.seed(0)',
    ['4 seed uncalled'],
  ],
  [
    'a function called in a skipped branch',
    'def f():\n    random.seed(0)\nif 1 > 2:\n    f()',
    ['3 seed skipped'],
  ],
  ['a function that is called', 'def f():\n    random.seed(0)\nf()', ['3 seed run']],
  ['a function of which a list is made', 'def f():\n    random.seed(0)\nfs = [f]', ['3 seed uncalled']],
  [
    'what a skipped branch binds is not bound',
    'x = 1\nif 1 > 2:\n    x = 2\nif x == 2:\n    random.seed(0)',
    ['6 seed skipped'],
  ],
  [
    'what one arm binds is not bound in the other',
    'x = 1\nif load():\n    x = 2\nelif x == 2:\n    random.seed(0)\nelse:\n    random.seed(1)',
    ['6 seed skipped', '8 seed maybe'],
  ],
  [
    'what one arm does to a stream is not done in the other',
    'if load():\n    random.seed(0)\nelse:\n    random.random()',
    ['3 seed maybe', '5 draw maybe'],
  ],
];

test.each(cases)('%s', (_what, code, wanted) => {
  expect(reached(`import random\n${code}\n`)).toEqual(wanted);
});

describe('options', () => {
  const declared: readonly [what: string, code: string, options: readonly unknown[]][] = [
    ['a default', 'p.add_argument("--a", default=3)', [['a', 3, false, '3']]],
    ['none', 'p.add_argument("--a")', [['a', null, false, null]]],
    ['required', 'p.add_argument("--a", required=True)', [['a', undefined, true, null]]],
    ['not required', 'p.add_argument("--a", required=False)', [['a', null, false, null]]],
    ['positional', 'p.add_argument("a")', [['a', undefined, true, null]]],
    ['positional, optional', 'p.add_argument("a", nargs="?")', [['a', null, false, null]]],
    ['positional, any number', 'p.add_argument("a", nargs="*")', [['a', null, false, null]]],
    ['positional, at least one', 'p.add_argument("a", nargs="+")', [['a', undefined, true, null]]],
    ['a flag', 'p.add_argument("--a", action="store_true")', [['a', false, false, null]]],
    ['a count', 'p.add_argument("-v", "--verbose", action="count")', [['verbose', null, false, null]]],
    ['its own name', 'p.add_argument("--a-b", dest="c", default="x")', [['c', 'x', false, '"x"']]],
    ['dashes', 'p.add_argument("-x", "--a-b")', [['a_b', null, false, null]]],
    ['short only', 'p.add_argument("-x")', [['x', null, false, null]]],
    [
      'a default that is not known',
      'p.add_argument("--a", default=load())',
      [['a', undefined, false, 'load()']],
    ],
    ['no name', 'p.add_argument(load())', []],
    ['declared twice is one', 'for i in range(2):\n    p.add_argument("--a")', [['a', null, false, null]]],
  ];
  test.each(declared)('argparse: %s', (_what, code, wanted) => {
    const flow = interpret(`import argparse\np = argparse.ArgumentParser()\n${code}\n`);
    expect(shown(flow)).toEqual(wanted);
  });

  const decorated: readonly [what: string, decorator: string, option: readonly unknown[]][] = [
    ['a default', 'click.option("--a", default=3)', ['a', 3, false, '3']],
    ['text', 'click.option("--a", default="x")', ['a', 'x', false, '"x"']],
    ['true', 'click.option("--a", default=True)', ['a', true, false, 'True']],
    ['not known', 'click.option("--a", default=load())', ['a', undefined, false, 'load()']],
    ['none', 'click.option("--a")', ['a', null, false, null]],
    ['a flag', 'click.option("--a", is_flag=True)', ['a', false, false, null]],
    ['no flag', 'click.option("--a", is_flag=False)', ['a', null, false, null]],
    ['another keyword', 'click.option("--a", hidden=True)', ['a', null, false, null]],
    ['required', 'click.option("--a", required=True)', ['a', undefined, true, null]],
    ['not required', 'click.option("--a", required=False)', ['a', null, false, null]],
    ['an argument', 'click.argument("a")', ['a', undefined, true, null]],
    ['on and off', 'click.option("--a-b/--no-a-b", default=False)', ['a_b', false, false, 'False']],
    ['a name of its own', 'click.option("-x", "--long", "short")', ['short', null, false, null]],
    ['long and short', 'click.option("-x", "--Long")', ['long', null, false, null]],
    ['short only', 'click.option("-x")', ['x', null, false, null]],
  ];
  test.each(decorated)('click: %s', (_what, decorator, wanted) => {
    const flow = interpret(
      `import click\n@click.command()\n@${decorator}\ndef main(**k):\n    pass\nmain()\n`,
    );
    expect(shown(flow)).toEqual([wanted]);
  });

  const others: readonly [what: string, code: string, options: readonly unknown[]][] = [
    ['click without a name', 'import click\n@click.command()\n@click.option()\ndef main(): pass\nmain()', []],
    ['a decorator of something else', '@other("--a")\n@lib.hook("--a")\ndef main(): pass\nmain()', []],
    [
      'fire',
      'import fire\ndef main(a=3, b=None, c=[1], *, d):\n    pass\nfire.Fire(main)',
      [
        ['a', 3, false, '3'],
        ['b', null, false, 'None'],
      ],
    ],
    [
      'typer',
      'import typer\ndef main(a: int = typer.Option(3)):\n    pass\ntyper.run(main)',
      [['a', 3, false, 'typer.Option(3)']],
    ],
    [
      'absl',
      'from absl import flags\nflags.DEFINE_integer("a", 3, "x")\nflags.DEFINE_string("b", default=None, help="x")\nflags.DEFINE_bool(load(), True, "x")',
      [
        ['a', 3, false, '3'],
        ['b', null, false, 'None'],
      ],
    ],
    ['sys.argv', 'import sys\nx = sys.argv', [['sys.argv', undefined, false, null]]],
  ];
  test.each(others)('%s', (_what, code, wanted) => {
    expect(shown(interpret(`${code}\n`))).toEqual(wanted);
  });

  function shown(flow: ReturnType<typeof interpret>): unknown[] {
    return flow.options.map(({ option }) => {
      const node = option.defaultNode;
      const text = node === null ? null : node.unit.text.slice(node.start, node.end);
      return [option.name, option.default, option.required, text];
    });
  }

  const uses: readonly [what: string, code: string, use: readonly [seeds: boolean, escapes: boolean]][] = [
    ['nobody reads it', 'pass', [false, false]],
    ['it is printed', 'print(args.seed)', [false, false]],
    ['it is logged', 'import logging\nlogging.info(args.seed)', [false, false]],
    ['all are printed', 'print(args)', [false, false]],
    ['it seeds', 'random.seed(args.seed)', [true, false]],
    ['it is printed and seeds', 'print(args.seed)\nrandom.seed(args.seed)', [true, false]],
    ['it goes elsewhere', 'lib.train(args.seed)', [false, true]],
    ['it is kept', 'x = args.seed', [false, true]],
    ['all go elsewhere', 'lib.train(args)', [false, true]],
    ['all go elsewhere as a table', 'lib.train(vars(args))', [false, true]],
    ['all become a table', 'x = vars(args)', [false, false]],
    ['it goes elsewhere from a table', 'lib.train(vars(args)["seed"])', [false, true]],
    ['it goes elsewhere from its own table', 'lib.train(args.__dict__["seed"])', [false, true]],
    ['it is printed from a table', 'print(vars(args)["seed"])', [false, false]],
    ['it seeds from a table', 'random.seed(vars(args)["seed"])', [true, false]],
    ['it goes to something that is not known', 'other(vars(args)["seed"])', [false, true]],
    ['all are handed out', 'args._get_kwargs()', [false, true]],
  ];
  test.each(uses)('%s', (_what, code, wanted) => {
    const flow = interpret(
      `import argparse, random, lib\np = argparse.ArgumentParser()\np.add_argument("--seed", default=1)\nargs = p.parse_args()\n${code}\n`,
    );
    expect(flow.options.map(({ seeds, escapes }) => [seeds, escapes])).toEqual([wanted]);
  });
});

describe('functions that seed', () => {
  /** `name parts flags calls` of each. */
  function seeders(code: string): string[] {
    return interpret(`import random, torch\n${code}\n`).seedFunctions.map(
      ({ definition, parts, flags, calls, body }) =>
        [definition.name, parts.join('+'), flags.join('+') || '-', calls.length, body.length].join(' '),
    );
  }
  test.each([
    ['one stream', 'def f(n):\n    random.seed(n)', ['f python - 0 1']],
    [
      'two streams and a flag, called twice',
      'def f(n):\n    random.seed(n)\n    torch.cuda.manual_seed(n)\n    torch.backends.cudnn.benchmark = False\nf(1)\nf(2)',
      ['f python+torch.cuda cudnn.benchmark 2 3'],
    ],
    ['a function that draws too', 'def f(n):\n    random.seed(n)\n    random.random()\nf(1)', []],
    ['a function that trains too', 'def f(n):\n    random.seed(n)\n    torch.ones(1).backward()\nf(1)', []],
    ['flags alone', 'def f(n):\n    torch.backends.cudnn.benchmark = False\nf(1)', []],
    ['main', 'def main():\n    random.seed(1)\nmain()', []],
    ['what the guard calls first', 'def go():\n    random.seed(1)\nif __name__ == "__main__":\n    go()', []],
    ['no function', 'random.seed(1)', []],
    [
      'called in a branch that is decided against',
      'def f(n):\n    random.seed(n)\nif 1 > 2:\n    f(1)',
      ['f python - 0 1'],
    ],
  ] as const)('%s', (_what, code, wanted) => {
    expect(seeders(code)).toEqual(wanted);
  });
});

test.each([
  ['def f():\n    random.random()\n', 'library'],
  ['random.random()\n', 'module'],
  ['def f():\n    random.random()\nf()\n', 'module'],
  ['if __name__ == "__main__":\n    random.random()\n', 'main'],
  ['if "__main__" == __name__:\n    pass\n', 'main'],
  ['import torch\ntorch.backends.cudnn.benchmark = True\n', 'library'],
  ['if 1 > 2:\n    random.random()\n', 'library'],
  ['import other\n', 'library'],
  ['from other import x\n', 'library'],
  ['import other\nother.f()\n', 'module'],
])('the entry of %j', (code, entry) => {
  const files = { 'other.py': 'import random\nx = random.random()\ndef f():\n    random.random()\n' };
  expect(interpret(`import random\n${code}`, files).entry).toBe(entry);
});

test('the first function that the guard calls is the main one', () => {
  const name = (code: string) => interpret(code).main?.name;
  expect(name('def a(): pass\ndef b(): pass\nif __name__ == "__main__":\n    b()\n    a()\n')).toBe('b');
  expect(name('def a(): pass\ndef main(): pass\na()\nmain()\n')).toBe('main');
  expect(name('def a(): pass\na()\n')).toBeUndefined();
  expect(name('def a(): main()\ndef main(): pass\na()\n')).toBeUndefined();
});
