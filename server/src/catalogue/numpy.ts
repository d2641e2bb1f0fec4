// NumPy: the legacy global RandomState, and generators of the script's own.

import type { Table } from './api.ts';
import { atCall, each, reseeds, seeds } from './build.ts';

const legacy = `beta binomial bytes chisquare choice dirichlet exponential f gamma geometric gumbel hypergeometric laplace
  logistic lognormal logseries multinomial multivariate_normal negative_binomial noncentral_chisquare noncentral_f normal
  pareto permutation poisson power rand randint randn random random_integers random_sample ranf rayleigh sample shuffle
  standard_cauchy standard_exponential standard_gamma standard_normal standard_t triangular uniform vonmises wald weibull zipf`;

const modern = `beta binomial bytes chisquare choice dirichlet exponential f gamma geometric gumbel hypergeometric integers
  laplace logistic lognormal logseries multinomial multivariate_hypergeometric multivariate_normal negative_binomial
  noncentral_chisquare noncentral_f normal pareto permutation permuted poisson power random rayleigh shuffle standard_cauchy
  standard_exponential standard_gamma standard_normal standard_t triangular uniform vonmises wald weibull zipf`;

const ownSeed = atCall('numpy.Generator', 'generator', { unless: ['seed'], position: 0 });

export const numpy: Table = {
  ...each('numpy.random', legacy, { draw: atCall('numpy', 'call'), returns: 'numpy.ndarray' }),
  'numpy.random.seed': { seed: seeds(['numpy'], 'seed', 'entropy') },
  'numpy.random.set_state': { seed: reseeds(['numpy'], 'constant') },

  'numpy.random.default_rng': {
    returns: 'numpy.random.Generator',
    draw: ownSeed,
    seed: seeds(['numpy.Generator'], 'seed', 'entropy'),
  },
  'numpy.random.Generator': {
    returns: 'numpy.random.Generator',
    draw: atCall('numpy.Generator', 'generator', { unless: ['bit_generator'], position: 0 }),
  },
  ...each('numpy.random.Generator', modern, { draw: atCall('numpy.Generator', 'call') }),
  'numpy.random.Generator.spawn': { returns: 'numpy.random.Generator' },

  'numpy.random.SeedSequence': {
    returns: 'numpy.random.SeedSequence',
    draw: atCall('numpy.Generator', 'generator', { unless: ['entropy'], position: 0 }),
    seed: seeds(['numpy.Generator'], 'entropy', 'entropy'),
  },
  ...each('numpy.random', 'MT19937 PCG64 PCG64DXSM Philox SFC64', {
    returns: 'numpy.random.BitGenerator',
    draw: ownSeed,
    seed: seeds(['numpy.Generator'], 'seed', 'entropy'),
  }),

  'numpy.random.RandomState': {
    returns: 'numpy.random.RandomState',
    draw: atCall('numpy.RandomState', 'generator', { unless: ['seed'], position: 0 }),
    seed: seeds(['numpy.RandomState'], 'seed', 'entropy'),
  },
  ...each('numpy.random.RandomState', `${legacy} tomaxint`, { draw: atCall('numpy.RandomState', 'call') }),
  'numpy.random.RandomState.seed': { seed: seeds(['numpy.RandomState'], 'seed', 'entropy') },

  ...each('numpy', 'vectorize apply_along_axis apply_over_axes fromfunction', { calls: [0] }),
};
