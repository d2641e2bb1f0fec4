// What each seeding call really sets, read from the sources of the versions in the shared catalogue.

import type { Part } from '../flow/events.ts';
import type { FlagFact, SeedFact, Table } from './api.ts';
import { each, reseeds, seeds } from './build.ts';

const torch: readonly Part[] = ['torch.cpu', 'torch.cuda', 'torch.cuda.all'];
const all: readonly Part[] = ['python', 'numpy', ...torch];

const cudnn: readonly FlagFact[] = [
  { flag: 'cudnn.benchmark', value: false },
  { flag: 'cudnn.deterministic', value: true },
];
const strict: FlagFact = { flag: 'deterministic-algorithms', value: true };
const hashSeed: FlagFact = { flag: 'pythonhashseed', value: true };

const onlyIf = (keyword: string, flags: readonly FlagFact[]): FlagFact[] =>
  flags.map((flag) => ({ ...flag, when: { keyword, value: true } }));

/** python, NumPy and torch, with a required seed as first argument: torch takes no None. */
const plain = (keyword = 'seed', flags: SeedFact['flags'] = []) => ({
  seed: seeds(all, keyword, 'error', flags),
});

export const seeders: Table = {
  'torch.manual_seed': { seed: seeds(torch, 'seed', 'error'), returns: 'torch.default_generator' },
  'torch.default_generator.manual_seed': { seed: seeds(['torch.cpu'], 'seed', 'error') },
  'torch.default_generator.seed': { seed: reseeds(['torch.cpu'], 'entropy') },
  'torch.cuda.manual_seed': { seed: seeds(['torch.cuda'], 'seed', 'error') },
  'torch.cuda.manual_seed_all': { seed: seeds(['torch.cuda', 'torch.cuda.all'], 'seed', 'error') },
  'torch.seed': { seed: reseeds(torch, 'entropy') },
  'torch.cuda.seed': { seed: reseeds(['torch.cuda'], 'entropy') },
  'torch.cuda.seed_all': { seed: reseeds(['torch.cuda', 'torch.cuda.all'], 'entropy') },
  // Generators of other accelerators: no part of ours, but a call that reseeds from entropy is still worth a word.
  ...each('torch', 'mps.seed xpu.seed xpu.seed_all', { seed: reseeds([], 'entropy'), watch: true }),
  ...each('torch', 'mps.manual_seed xpu.manual_seed xpu.manual_seed_all', {
    seed: seeds([], 'seed', 'error'),
  }),
  // Managers whose end puts the streams back.
  ...each(
    '',
    'torch.fork_rng lightning.fabric.utilities.seed.isolate_rng lightning.pytorch.utilities.seed.isolate_rng',
    (name) => ({ returns: name }),
  ),
  'torch.set_rng_state': { seed: reseeds(['torch.cpu'], 'constant') },
  ...each('torch.cuda', 'set_rng_state set_rng_state_all', {
    seed: reseeds(['torch.cuda', 'torch.cuda.all'], 'constant'),
  }),

  // 2.6 takes PL_GLOBAL_SEED or 0 when nothing is given.
  'lightning.pytorch.seed_everything': { seed: seeds(all, 'seed', 'constant') },
  'lightning.pytorch.cli.LightningCLI': {
    seed: {
      parts: all,
      argument: { keyword: 'seed_everything_default', position: 8 },
      none: 'constant',
      off: false,
      flags: [],
    },
    builds: [
      { argument: 'model_class', position: 0, attribute: 'model' },
      { argument: 'datamodule_class', position: 1, attribute: 'datamodule' },
    ],
    train: true,
    placement: 'if-available',
  },
  'transformers.set_seed': plain('seed', onlyIf('deterministic', [strict])),
  'transformers.enable_full_determinism': plain('seed', [
    ...cudnn,
    strict,
    { flag: 'cublas-workspace', value: ':16:8' },
  ]),
  'accelerate.utils.set_seed': plain('seed', onlyIf('deterministic', [strict])),
  'ignite.utils.manual_seed': plain(),
  'monai.utils.set_determinism': { seed: seeds(all, 'seed', 'constant', cudnn) },
  'fastai.torch_core.set_seed': plain('s', onlyIf('reproducible', cudnn)),
  'mmengine.runner.set_random_seed': {
    seed: seeds(all, 'seed', 'entropy', onlyIf('deterministic', [...cudnn, strict])),
  },
  'detectron2.utils.env.seed_all_rng': { seed: seeds(all, 'seed', 'entropy', [hashSeed]) },
  'timm.utils.random_seed': { seed: seeds(all, 'seed', 'constant') },
  'composer.utils.reproducibility.seed_all': plain(),
  'composer.utils.reproducibility.configure_deterministic_mode': {
    seed: reseeds([], 'nothing', [...cudnn, strict, { flag: 'cublas-workspace', value: ':4096:8' }]),
  },
  'ultralytics.utils.torch_utils.init_seeds': {
    seed: seeds(all, 'seed', 'constant', [
      ...onlyIf('deterministic', [
        { flag: 'cudnn.deterministic', value: true },
        strict,
        { flag: 'warn-only', value: true },
        hashSeed,
        { flag: 'cublas-workspace', value: ':4096:8' },
      ]),
      { flag: 'cudnn.deterministic', value: false, when: { keyword: 'deterministic', value: false } },
      { flag: 'deterministic-algorithms', value: false, when: { keyword: 'deterministic', value: false } },
    ]),
  },
  'keras.utils.set_random_seed': { seed: seeds([...all, 'tf', 'keras'], 'seed', 'error') },
  'tensorflow.keras.utils.set_random_seed': { seed: seeds([...all, 'tf', 'keras'], 'seed', 'error') },
  'tensorflow.random.set_seed': { seed: seeds(['tf'], 'seed', 'nothing') },
  'tensorflow.compat.v1.set_random_seed': { seed: seeds(['tf'], 'seed', 'nothing') },
  'tensorflow.config.experimental.enable_op_determinism': { watch: true },
  'catalyst.utils.set_global_seed': plain('seed', [hashSeed]),
  'catalyst.utils.prepare_cudnn': {
    seed: reseeds([], 'nothing', [
      { flag: 'cudnn.deterministic', value: true },
      { flag: 'cudnn.benchmark', value: true },
    ]),
  },
  'allennlp.common.util.prepare_environment': { seed: reseeds(all, 'constant') },
  'stable_baselines3.common.utils.set_random_seed': plain('seed', onlyIf('using_cuda', cudnn)),
  'torch_geometric.seed_everything': plain(),
};
