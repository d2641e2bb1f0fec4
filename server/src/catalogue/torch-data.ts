// PyTorch's data loading, distributions, optimizers and hardware questions.

import type { Table } from './api.ts';
import { atCall, atUse, condition, each } from './build.ts';

const generator = { unless: ['generator'] };

const sampled = `Bernoulli Binomial Categorical Geometric LKJCholesky Multinomial NegativeBinomial OneHotCategorical Poisson
  MixtureSameFamily`;
const reparametrized = `Beta Cauchy Chi2 ContinuousBernoulli Dirichlet Exponential FisherSnedecor Gamma GeneralizedPareto Gumbel
  HalfCauchy HalfNormal Independent InverseGamma Kumaraswamy Laplace LogNormal LogisticNormal LowRankMultivariateNormal
  MultivariateNormal Normal OneHotCategoricalStraightThrough Pareto RelaxedBernoulli RelaxedOneHotCategorical StudentT Uniform
  VonMises Weibull Wishart TransformedDistribution`;

const optimizers = `Adadelta Adafactor Adagrad Adam AdamW Adamax ASGD LBFGS Muon NAdam Optimizer RAdam RMSprop Rprop SGD SparseAdam`;

const draws = (names: string, methods: string): Table =>
  Object.assign(
    {},
    each('torch.distributions', names, (name) => ({ returns: name })),
    ...names
      .split(/\s+/)
      .map((name) => each(`torch.distributions.${name}`, methods, { draw: atCall('torch', 'call') })),
  );

export const torchData: Table = {
  // Iterating one that does not shuffle consumes a number and changes nothing that the script sees: no fact.
  'torch.utils.data.DataLoader': {
    draw: atUse('torch', 'shuffle', { ...generator, position: 12, requires: condition('shuffle', true, 2) }),
    returns: 'torch.utils.data.DataLoader',
    calls: [0, 'dataset', 'sampler', 'batch_sampler', 'collate_fn', 'worker_init_fn'],
    watch: true,
  },
  'torch.utils.data.random_split': {
    draw: atCall('torch', 'split', { ...generator, position: 2 }),
    returns: 'torch.utils.data.Subset',
    many: { keyword: 'lengths', position: 1, otherwise: 2 },
    watch: true,
  },
  'torch.utils.data.RandomSampler': {
    draw: atUse('torch', 'sampler', { ...generator, position: 3 }),
    watch: true,
  },
  'torch.utils.data.SubsetRandomSampler': {
    draw: atUse('torch', 'sampler', { ...generator, position: 1 }),
    watch: true,
  },
  'torch.utils.data.WeightedRandomSampler': {
    draw: atUse('torch', 'sampler', { ...generator, position: 3 }),
    watch: true,
  },
  // Its own generator, seeded by its `seed` argument, 0 by default.
  'torch.utils.data.DistributedSampler': { returns: 'torch.utils.data.DistributedSampler', watch: true },
  'torch.utils.data.BatchSampler': { calls: [0, 'sampler'] },
  'torch.utils.data.Subset': { calls: [0, 'dataset'] },
  'torch.utils.data.ConcatDataset': { calls: [0, 'datasets'] },

  ...draws(sampled, 'sample sample_n'),
  ...draws(reparametrized, 'sample rsample sample_n'),

  ...each('torch.optim', optimizers, { returns: 'torch.optim.Optimizer' }),
  'torch.optim.Optimizer.step': { train: true, calls: ['closure', 0] },
  'torch.cuda.amp.GradScaler': { returns: 'torch.amp.GradScaler' },
  'torch.amp.GradScaler': { returns: 'torch.amp.GradScaler' },
  'torch.amp.GradScaler.step': { train: true },

  ...each(
    'torch.cuda',
    `is_available device_count current_device get_device_name get_device_properties get_device_capability
    is_bf16_supported is_initialized mem_get_info memory_allocated nccl.is_available`,
    { hardware: true },
  ),
  ...each(
    'torch.backends',
    'mps.is_available mps.is_built cuda.is_built cudnn.is_available cudnn.version mkldnn.is_available',
    {
      hardware: true,
    },
  ),
  ...each(
    'torch',
    'xpu.is_available mps.is_available mps.device_count xpu.device_count accelerator.is_available',
    {
      hardware: true,
    },
  ),
  ...each('torch.accelerator', 'is_available current_accelerator device_count', { hardware: true }),
  ...each(
    'torch.distributed',
    `is_available is_initialized is_nccl_available is_gloo_available is_torchelastic_launched get_rank get_world_size`,
    { hardware: true },
  ),
  ...each('', 'os.cpu_count multiprocessing.cpu_count', { hardware: true }),

  'torch.cuda.set_device': { placement: 'certain' },
  'torch.multiprocessing.spawn': { calls: [0, 'fn'], watch: true },
  'torch.multiprocessing.Process': { calls: ['target', 1], watch: true },
  'torch.hub.load': { watch: true },
};
