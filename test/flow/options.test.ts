// Options and their defaults decide the default run: argparse, click, fire, absl, dataclasses.

import { expect, test } from 'vitest';
import { draws, expectations, interpret } from './interpret.ts';

const scripts: Record<string, string> = {
  'argparse with a default': `
import argparse, torch
p = argparse.ArgumentParser()
p.add_argument('--seed', type=int, default=3)
args = p.parse_args()
torch.manual_seed(args.seed)
torch.rand(1)  #: torch seeded @5`,
  'argparse without a default guards the seed': `
import argparse, torch
p = argparse.ArgumentParser()
p.add_argument('--seed', type=int)
args = p.parse_args()
if args.seed is not None:
    torch.manual_seed(args.seed)
torch.rand(1)  #: torch unseeded`,
  'a required option may be anything': `
import argparse, torch
p = argparse.ArgumentParser()
p.add_argument('--seed', type=int, required=True)
args = p.parse_args()
torch.manual_seed(args.seed)
torch.rand(1)  #: torch seeded @5`,
  'a store_true flag is off': `
import argparse, random
p = argparse.ArgumentParser()
p.add_argument('--fixed', action='store_true')
if p.parse_args().fixed:
    random.seed(0)
random.random()  #: python unseeded`,
  'None seeds from entropy': `
import argparse, random
p = argparse.ArgumentParser()
p.add_argument('--seed', type=int)
random.seed(p.parse_args().seed)
random.random()  #: python entropy @4`,
  'arguments reach a function through a namespace': `
import argparse, numpy as np
def main(args):
    np.random.seed(args.seed)
    return np.random.rand()  #: numpy seeded @3
if __name__ == '__main__':
    p = argparse.ArgumentParser()
    p.add_argument('-s', '--seed', default=0)
    main(p.parse_args())`,
  'options of a parent parser': `
import argparse, random
def shared():
    p = argparse.ArgumentParser(add_help=False)
    p.add_argument('--seed', default=0, type=int)
    return p
args = argparse.ArgumentParser('train', parents=[shared()]).parse_args()
random.seed(args.seed)
random.random()  #: python seeded @7`,
  'a default that the script refuses is not the default run': `
import argparse, random
p = argparse.ArgumentParser()
p.add_argument('--data')
p.add_argument('--seed', type=int)
args = p.parse_args()
if args.data is None:
    raise ValueError('need --data')
if args.seed is not None:
    random.seed(args.seed)
random.random()  #: python unseeded`,
  'vars() and keyword expansion': `
import argparse, random
def main(seed, **rest):
    if seed: random.seed(seed)
    random.random()  #: python seeded @3
p = argparse.ArgumentParser()
p.add_argument('--seed', default=9)
p.add_argument('--other', default=1)
main(**vars(p.parse_args()))`,
  'click options': `
import click, random
@click.command()
@click.option('--seed', default=None, type=int)
def main(seed):
    if seed is not None:
        random.seed(seed)
    random.random()  #: python unseeded
main()`,
  'fire takes the parameters': `
import fire, random
def main(seed=4):
    random.seed(seed)
    random.random()  #: python seeded @3
fire.Fire(main)`,
  'absl flags': `
from absl import app, flags
import numpy as np
flags.DEFINE_integer('seed', 42, 'the seed')
FLAGS = flags.FLAGS
def main(argv):
    np.random.seed(FLAGS.seed)
    np.random.rand()  #: numpy seeded @6
app.run(main)`,
  'a dataclass of settings': `
from dataclasses import dataclass
import torch
@dataclass
class Config:
    seed: int = 1
    rate: float = 0.1
config = Config()
torch.manual_seed(config.seed)
torch.rand(1)  #: torch seeded @8`,
  'a dictionary of settings': `
import torch
CFG = {'seed': None, 'rate': 0.1}
if CFG['seed'] is not None:
    torch.manual_seed(CFG['seed'])
torch.rand(1)  #: torch unseeded`,
};

for (const [name, code] of Object.entries(scripts)) {
  test(name, () => {
    const text = code.slice(1);
    expect(draws(interpret(text))).toEqual(expectations(text));
  });
}

test('an option that reaches a seeder is told from one that does not', () => {
  const flow = interpret(
    [
      'import argparse, random',
      'p = argparse.ArgumentParser()',
      "p.add_argument('--seed', default=1)",
      "p.add_argument('--random-seed', default=2)",
      "p.add_argument('--rate', default=3)",
      'args = p.parse_args()',
      'print(args.random_seed)',
      'random.seed(args.seed)',
      'import lib',
      'lib.train(rate=args.rate)',
    ].join('\n'),
  );
  expect(flow.options.map(({ option, seeds, escapes }) => [option.name, seeds, escapes])).toEqual([
    ['seed', true, false],
    ['random_seed', false, false],
    ['rate', false, true],
  ]);
});

test('a seeding function that nothing calls is found, with what it would seed', () => {
  const flow = interpret(
    'import random, torch\ndef fix(n=1):\n    random.seed(n)\n    torch.manual_seed(n)\nrandom.random()\n',
  );
  expect(flow.seedFunctions).toHaveLength(1);
  expect(flow.seedFunctions[0]?.parts).toEqual(['python', 'torch.cpu', 'torch.cuda', 'torch.cuda.all']);
  expect(flow.seedFunctions[0]?.calls).toEqual([]);
});

test('the kind of entry point', () => {
  expect(interpret("import random\nif __name__ == '__main__':\n    random.random()\n").entry).toBe('main');
  expect(interpret('import random\nrandom.random()\n').entry).toBe('module');
  expect(interpret('import random\ndef f():\n    random.random()\n').entry).toBe('library');
});

test('a helper of unknown content that is asked for determinism may set the flags', () => {
  const flow = interpret('import torch\nfrom lib import init\ninit(3, deterministic=True)\n');
  const flags = flow.events.flatMap((event) => (event.kind === 'flag' ? [[event.flag, event.value]] : []));
  expect(flags).toEqual([
    ['cudnn.deterministic', null],
    ['deterministic-algorithms', null],
  ]);
});
