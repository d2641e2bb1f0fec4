// JAX: keys are passed by hand, and each may be used once; only where the first one comes from is a question of seeds.

import type { ApiFact, Table } from './api.ts';
import { atCall, each, seeds } from './build.ts';

const key = 'jax.random.Key';
const samplers = `ball bernoulli beta binomial bits categorical cauchy chisquare choice dirichlet double_sided_maxwell exponential f
  gamma generalized_normal geometric gumbel laplace loggamma logistic lognormal maxwell multinomial multivariate_normal normal
  orthogonal pareto permutation poisson rademacher randint rayleigh shuffle t triangular truncated_normal uniform wald
  weibull_min`;

const spends: ApiFact['spends'] = { keyword: 'key', position: 0 };

export const jax: Table = {
  ...each('jax.random', 'PRNGKey key', { seed: seeds(['jax'], 'seed', 'error'), returns: key }),
  ...each('jax.random', samplers, { spends, draw: atCall('jax', 'call') }),
  'jax.random.split': { spends, returns: key, many: { keyword: 'num', position: 1, otherwise: 2 } },
  ...each('jax.random', 'fold_in clone', { returns: key }),
  // A Flax module draws its parameters from the first argument, and calls itself with the others.
  ...each('flax.linen.Module', 'init init_with_output', {
    draw: atCall('jax', 'layer'),
    spends: { keyword: 'rngs', position: 0 },
    invokes: 1,
  }),
  'flax.linen.Module.apply': { invokes: 1 },
  ...each(
    'jax',
    'devices local_devices device_count local_device_count default_backend process_index process_count',
    { hardware: true },
  ),
};
