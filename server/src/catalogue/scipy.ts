// SciPy: what falls back to NumPy's global stream when no generator is given.

import type { Table } from './api.ts';
import { atCall, each } from './build.ts';

const numpy = (...unless: string[]) => ({ draw: atCall('numpy', 'call', { unless }) });
const spec7 = numpy('rng', 'random_state');
const seeded = numpy('rng', 'seed');

const continuous = `alpha beta cauchy chi2 expon exponweib f gamma genextreme gennorm gumbel_l gumbel_r halfnorm invgamma laplace
  levy logistic loggamma lognorm loguniform nakagami norm pareto pearson3 powerlaw rayleigh reciprocal skewnorm t triang truncexpon
  truncnorm uniform vonmises wald weibull_max weibull_min`;
const discrete = 'bernoulli binom geom hypergeom logser nbinom poisson randint zipf';
const multivariate = `dirichlet dirichlet_multinomial invwishart matrix_normal matrix_t multinomial multivariate_hypergeom
  multivariate_normal multivariate_t normal_inverse_gamma ortho_group random_correlation random_table special_ortho_group
  uniform_direction unitary_group vonmises_fisher wishart rv_continuous rv_discrete`;

/** Own entropy of the operating system when nothing is given: no global seed reaches them. */
const own = { entropy: 'the operating system', watch: true as const };

export const scipy: Table = {
  ...each('scipy.stats', 'bootstrap permutation_test dunnett goodness_of_fit sobol_indices', spec7),
  ...each('scipy.stats', 'BootstrapMethod PermutationMethod', spec7),
  'scipy.stats.MonteCarloMethod': numpy('rng'),
  'scipy.stats.multiscale_graphcorr': numpy('random_state', 'rng'),
  ...each('scipy.stats.sampling', 'FastGeneratorInversion RatioUniforms', numpy('random_state', 'rng')),
  ...Object.assign(
    {},
    ...`${continuous} ${discrete} ${multivariate}`
      .split(/\s+/)
      .map((name) => each(`scipy.stats.${name}`, 'rvs', numpy('random_state', 'seed', 'rng'))),
  ),
  'scipy.stats.gaussian_kde': { returns: 'scipy.stats.gaussian_kde' },
  'scipy.stats.gaussian_kde.resample': numpy('seed', 'rng'),
  'scipy.spatial.transform.Rotation.random': numpy('rng', 'random_state'),

  ...each('scipy.sparse', 'random random_array rand', spec7),
  ...each('scipy.optimize', 'basinhopping differential_evolution dual_annealing check_grad', {
    ...seeded,
    calls: [0, 'func'],
  }),
  ...each('scipy.optimize', 'minimize minimize_scalar curve_fit root fsolve least_squares brute', {
    calls: [0, 'fun', 'f', 'func'],
  }),
  ...each('scipy.cluster.vq', 'kmeans kmeans2', seeded),
  'scipy.linalg.clarkson_woodruff_transform': seeded,
  'scipy.interpolate.BarycentricInterpolator': spec7,
  'scipy.interpolate.barycentric_interpolate': numpy('rng'),

  ...each('scipy.sparse.linalg', 'eigs eigsh svds', { watch: true }),
  ...each(
    'scipy.stats.qmc',
    'Halton LatinHypercube Sobol MultinomialQMC MultivariateNormalQMC PoissonDisk QMCEngine',
    own,
  ),
};
