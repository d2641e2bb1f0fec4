// The seeds that a Hydra application gets from its YAML: how files are composed, and what a run does with them.

import { describe, expect, test } from 'vitest';
import { isSeedName } from '../../server/src/flow/causes.ts';
import { configSeeds } from '../../server/src/flow/hydra-config.ts';
import { loadGrammar } from '../../server/src/project/grammar.ts';
import { parseModule } from '../../server/src/python/document.ts';
import { draws, interpret } from './interpret.ts';

const python = await loadGrammar();

/** The seeds of `config`, as `path=value`, `?` where it has to be given and `!` where it is not clear. */
function seeds(files: Readonly<Record<string, string>>): string[] {
  const modules = new Map(
    Object.entries(files).map(([path, text]) => [path, parseModule(python, path, text)]),
  );
  const all = configSeeds('config', (path) => modules.get(path), isSeedName);
  return [...all].map(
    ([path, seed]) => `${path}=${seed === null ? '!' : seed.value === undefined ? '?' : seed.value}`,
  );
}

describe('a configuration is composed', () => {
  test('of one file: numbers, null in each of its forms, what has to be given, and what is computed', () => {
    const config = 'seed: 7\na: {seed: null}\nb:\n  seed: ~\nc:\n  seed:\nd: {seed: ???}\ne: {seed: date}\n';
    expect(seeds({ 'config.yaml': config })).toEqual([
      'seed=7',
      'a.seed=null',
      'b.seed=null',
      'c.seed=null',
      'd.seed=?',
      'e.seed=!',
    ]);
  });

  test('of the groups that are chosen in its list, each in its package', () => {
    const files = {
      'config.yaml':
        'defaults:\n  - trainer: gpu\n  - optional local: default\n  - db@store: one\n  - override hydra/launcher: slurm\n  - _self_\n',
      'trainer/gpu.yml': 'defaults:\n  - base\nepochs: 3\n',
      'trainer/base.yaml': 'seed: 1\n',
      'db/one.yaml': 'random_state: 4\n',
    };
    expect(seeds(files)).toEqual(['trainer.seed=1', 'store.random_state=4']);
  });

  test('of an experiment that writes at the root', () => {
    const files = {
      'config.yaml': 'defaults:\n  - _self_\n  - experiment: small\nseed: null\n',
      'experiment/small.yaml': '# @package _global_\nseed: 12\n',
    };
    expect(seeds(files)).toEqual(['seed=12']);
  });

  test('with what comes later winning, if the list says where the file itself comes', () => {
    const base = { 'base.yaml': 'seed: 1\n' };
    expect(seeds({ ...base, 'config.yaml': 'defaults: [base, _self_]\nseed: 2\n' })).toEqual(['seed=2']);
    expect(seeds({ ...base, 'config.yaml': 'defaults: [_self_, base]\nseed: 2\n' })).toEqual(['seed=1']);
    expect(seeds({ ...base, 'config.yaml': 'defaults: [base]\nseed: 2\n' })).toEqual(['seed=!']);
  });

  test('not at all from what is no YAML, no mapping, or leads in a circle', () => {
    expect(seeds({ 'config.yaml': 'seed: [1\n' })).toEqual([]);
    expect(seeds({ 'config.yaml': '- seed: 1\n' })).toEqual([]);
    expect(seeds({ 'config.yaml': 'defaults: [config, _self_]\nseed: 1\n' })).toEqual(['seed=1']);
    expect(seeds({ 'config.yaml': `seed: 1\na'b: ${'['.repeat(20_000)}` })).toEqual([]);
    expect(seeds({})).toEqual([]);
  });

  test('without groups whose choice is overridden', () => {
    const files = {
      'config.yaml': 'defaults:\n  - trainer: base\n  - override trainer: gpu\n  - _self_\n',
      'trainer/base.yaml': 'seed: 1\n',
    };
    expect(seeds(files)).toEqual(['trainer.seed=!']);
  });
});

const script = (body: string) => `
import hydra, torch
from omegaconf import DictConfig

@hydra.main(version_base=None, config_path="../conf", config_name="train.yaml")
def main(cfg: DictConfig):
    ${body}
    torch.rand(cfg.size)

if __name__ == "__main__":
    main()
`;

test.each([
  ['a number seeds', 'torch.manual_seed(cfg.seed)', 'seed: 3', 'seeded @7'],
  ['null is no seed', 'if cfg.seed is not None: torch.manual_seed(cfg.seed)', 'seed: null', 'unseeded'],
  ['it is asked with get', 'if cfg.get("seed"): torch.manual_seed(cfg.seed)', 'seed: null', 'unseeded'],
  ['it is asked for as an entry', 'if cfg["seed"]: torch.manual_seed(cfg["seed"])', 'seed: 5', 'seeded @7'],
  ['it lies deeper', 'torch.manual_seed(cfg.run.seed)', 'run:\n  seed: 2', 'seeded @7'],
  ['it has to be given', 'torch.manual_seed(cfg.seed)', 'seed: ???', 'seeded @7'],
  ['it is not there', 'torch.manual_seed(cfg.seed)', 'lr: 1', 'seeded @7'],
  ['other entries are as unknown as ever', 'if cfg.fix: torch.manual_seed(1)', 'fix: false', 'unknown'],
])('%s', (_title, body, config, state) => {
  const found = draws(interpret(script(body), { '../conf/train.yaml': config }));
  expect(found).toEqual([`8 torch ${state}`]);
});

test('the option is told at its place in the file', () => {
  const files = { '../conf/train.yaml': '# defaults\nseed: null\n' };
  const [use] = interpret(script('torch.manual_seed(cfg.seed or 0)'), files).options;
  const { module, node } = use?.option.site ?? {};
  expect([module?.file, module?.text.slice(node?.start, node?.end)]).toEqual(['../conf/train.yaml', 'null']);
});
