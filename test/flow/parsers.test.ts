// The defaults of command lines and configurations decide branches, whichever parser reads them.

import { expect, test } from 'vitest';
import { decided, interpret, stateAfter } from './interpret.ts';

const argparse = (...calls: string[]) =>
  `import argparse\np = argparse.ArgumentParser()\n${calls.map((call) => `p.${call}\n`).join('')}args = p.parse_args()`;

const known: readonly [before: string, holds: string, not: string][] = [
  [argparse('add_argument("--seed", type=int, default=3)'), 'args.seed == 3', 'args.seed == 4'],
  [argparse('add_argument("--seed", type=int, default="3")'), 'args.seed == 3', 'args.seed == "3"'],
  [argparse('add_argument("--lr", type=float, default="0.5")'), 'args.lr == 0.5', 'args.lr == 1'],
  [argparse('add_argument("--seed", type=int)'), 'args.seed is None', 'args.seed is not None'],
  [argparse('add_argument("--fast", action="store_true")'), 'not args.fast', 'args.fast'],
  [argparse('add_argument("--slow", action="store_false")'), 'args.slow', 'not args.slow'],
  [argparse('add_argument("-s", "--my-seed", default=3)'), 'args.my_seed == 3', 'args.my_seed == 4'],
  [argparse('add_argument("--a", dest="b", default=3)'), 'args.b == 3', 'args.b == 4'],
  [argparse('add_argument("x", nargs="?", default=3)'), 'args.x == 3', 'args.x == 4'],
  [argparse('set_defaults(a=3)'), 'args.a == 3', 'args.a == 4'],
  [argparse('add_argument_group("g").add_argument("--a", default=3)'), 'args.a == 3', 'args.a == 4'],
  [argparse('add_mutually_exclusive_group().add_argument("--a", default=3)'), 'args.a == 3', 'args.a == 4'],
  [
    `${argparse('add_argument("--a", default=3)')}\nargs, rest = p.parse_known_args()`,
    'args.a == 3',
    'args.a == 4',
  ],
  [`${argparse('add_argument("--a", default=3)')}\nd = vars(args)`, 'd["a"] == 3', 'd["a"] == 4'],
  [
    'import argparse\nq = argparse.ArgumentParser(add_help=False)\nq.add_argument("--a", default=3)\np = argparse.ArgumentParser(parents=[q])\nargs = p.parse_args()',
    'args.a == 3',
    'args.a == 4',
  ],
  [
    'from absl import flags\nflags.DEFINE_integer("seed", 3, "help")\nFLAGS = flags.FLAGS',
    'FLAGS.seed == 3',
    'FLAGS.seed == 4',
  ],
  [
    'from absl import flags\nfrom absl.flags import FLAGS\nflags.DEFINE_integer("seed", 3, "help")',
    'FLAGS.seed == 3',
    'FLAGS.seed == 4',
  ],
  ['from absl import flags\nF = flags.DEFINE_bool("fast", True, "help")', 'F.value', 'not F.value'],
  ['from types import SimpleNamespace\nc = SimpleNamespace(a=3)', 'c.a == 3', 'c.a == 4'],
  ['import argparse\nc = argparse.Namespace(a=3)', 'c.a == 3', 'c.a == 4'],
  ['from easydict import EasyDict\nc = EasyDict({"a": 3})', 'c.a == 3', 'c.a == 4'],
  ['from ml_collections import ConfigDict\nc = ConfigDict({"a": 3})', 'c.a == 3', 'c.a == 4'],
  ['from types import SimpleNamespace\nc = SimpleNamespace(**{"a": 3})', 'c.a == 3', 'c.a == 4'],
  [
    'import pyrallis\nfrom dataclasses import dataclass\n@dataclass\nclass A:\n    seed: int = 3\na = pyrallis.parse(config_class=A)',
    'a.seed == 3',
    'a.seed == 4',
  ],
  ['import tyro\ndef main(seed: int = 3): return seed\na = tyro.cli(main)', 'a == 3', 'a == 4'],
  [
    'import configargparse\np = configargparse.ArgParser()\np.add_argument("--a", default=3)\nargs = p.parse_args()',
    'args.a == 3',
    'args.a == 4',
  ],
  [
    `${argparse('add_argument("--a", default=3)')}\nargs = p.parse_intermixed_args()`,
    'args.a == 3',
    'args.a == 4',
  ],
  ['from omegaconf import OmegaConf\nc = OmegaConf.create({"a": 3})', 'c.a == 3', 'c.a == 4'],
  [
    'from dataclasses import dataclass\nfrom transformers import HfArgumentParser\n@dataclass\nclass A:\n    seed: int = 3\n(a,) = HfArgumentParser(A).parse_args_into_dataclasses()',
    'a.seed == 3',
    'a.seed == 4',
  ],
  [
    'from dataclasses import dataclass\nfrom transformers import HfArgumentParser\n@dataclass\nclass A:\n    seed: int = 3\n@dataclass\nclass B:\n    fast: bool = False\na, b = HfArgumentParser((A, B)).parse_args_into_dataclasses()',
    'not b.fast',
    'a.seed == 4',
  ],
  [
    'import tyro\nfrom dataclasses import dataclass\n@dataclass\nclass A:\n    seed: int = 3\na = tyro.cli(A)',
    'a.seed == 3',
    'a.seed == 4',
  ],
];

test.each(known)('defaults hold: %s', (before, holds, not) => {
  expect([decided(before, holds), decided(before, not)]).toEqual([true, false]);
});

const open: readonly [before: string, condition: string][] = [
  [argparse('add_argument("--seed", required=True)'), 'args.seed == 3'],
  [argparse('add_argument("x")'), 'args.x == 3'],
  [argparse('add_argument("--a", type=load, default="3")'), 'args.a == 3'],
];

test.each(open)('no default: %s', (before, condition) => {
  expect(['unknown', 'partly']).toContain(stateAfter(before, condition));
});

/** Commands that libraries call with the defaults of their parameters or options. */
const commands: readonly [code: string, wanted: string][] = [
  [
    'import fire\ndef main(seed=3):\n    torch.manual_seed(seed)\n    torch.rand(2)\nfire.Fire(main)',
    'seeded',
  ],
  [
    'import typer\ndef main(seed: int = 3):\n    torch.manual_seed(seed)\n    torch.rand(2)\ntyper.run(main)',
    'seeded',
  ],
  [
    'from absl import app\ndef main(argv):\n    torch.manual_seed(3)\n    torch.rand(2)\napp.run(main)',
    'seeded',
  ],
  [
    'import click\n@click.command()\n@click.option("--seed", default=3)\ndef main(seed):\n    torch.manual_seed(seed)\n    torch.rand(2)\nmain()',
    'seeded',
  ],
  [
    'import click\n@click.command()\n@click.option("--fast", is_flag=True)\ndef main(fast):\n    if not fast:\n        torch.manual_seed(1)\n    torch.rand(2)\nmain()',
    'seeded',
  ],
  [
    'import click\n@click.command()\n@click.option("--seed", type=int)\ndef main(seed):\n    if seed is not None:\n        torch.manual_seed(seed)\n    torch.rand(2)\nmain()',
    'unseeded',
  ],
];

test.each(commands)('a command: %s', (code, wanted) => {
  const flow = interpret(`import torch\n${code}\n`);
  const draw = flow.events.findLast((event) => event.kind === 'draw' && event.reach === 'run');
  expect(draw?.kind === 'draw' ? draw.state.tag : 'no draw').toBe(wanted);
});
