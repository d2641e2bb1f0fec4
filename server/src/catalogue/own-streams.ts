// Array frameworks with a generator of their own, which a seed block for NumPy and torch does not reach.

import type { Table } from './api.ts';
import { atCall, each, reseeds, seeds } from './build.ts';

const cupyLegacy = `beta binomial bytes chisquare choice dirichlet exponential f gamma geometric gumbel hypergeometric laplace logistic
  lognormal logseries multinomial multivariate_normal negative_binomial noncentral_chisquare noncentral_f normal pareto
  permutation poisson power rand randint randn random random_integers random_sample ranf rayleigh sample shuffle
  standard_cauchy standard_exponential standard_gamma standard_normal standard_t triangular uniform vonmises wald weibull zipf`;

const dask = `beta binomial chisquare choice exponential f gamma geometric gumbel hypergeometric laplace logistic lognormal logseries
  multinomial negative_binomial noncentral_chisquare noncentral_f normal pareto permutation poisson power randint random
  random_integers random_sample rayleigh standard_cauchy standard_exponential standard_gamma standard_normal standard_t
  triangular uniform vonmises wald weibull zipf`;

const paddle = `bernoulli multinomial normal poisson rand randint randint_like randn randperm standard_normal uniform`;
const layers = `Conv1D Conv1DTranspose Conv2D Conv2DTranspose Conv3D Embedding GRU GRUCell LSTM LSTMCell Linear MultiHeadAttention
  SimpleRNN Transformer TransformerEncoderLayer`;

const mlx = `bernoulli categorical gumbel laplace multivariate_normal normal permutation randint truncated_normal uniform`;

const generator = { watch: true as const };

export const ownStreams: Table = {
  ...each('cupy.random', cupyLegacy, { draw: atCall('cupy', 'call') }),
  'cupy.random.seed': { seed: seeds(['cupy'], 'seed', 'entropy') },
  ...each('cupy.random', 'default_rng RandomState', generator),

  ...each('dask.array.random', dask, { draw: atCall('dask', 'call') }),
  'dask.array.random.seed': { seed: seeds(['dask'], 'seed', 'entropy') },
  ...each('dask.array.random', 'default_rng RandomState', generator),

  ...each('paddle', paddle, { draw: atCall('paddle', 'call') }),
  ...each('paddle.nn', layers, { draw: atCall('paddle', 'layer') }),
  'paddle.seed': { seed: seeds(['paddle'], 'seed', 'nothing') },
  'paddle.set_rng_state': { seed: reseeds(['paddle'], 'constant') },

  // A key that is given takes the place of the global state.
  ...each('mlx.core.random', mlx, { draw: atCall('mlx', 'call', { unless: ['key'] }) }),
  ...each('mlx.nn', 'Conv1d Conv2d Conv3d Embedding GRU LSTM Linear MultiHeadAttention RNN Transformer', {
    draw: atCall('mlx', 'layer'),
  }),
  'mlx.core.random.seed': { seed: seeds(['mlx'], 'seed', 'nothing') },
};
