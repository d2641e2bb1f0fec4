// SR606: a function of SciPy that draws, without `rng=`.

import { isBefore, seedEdit } from '../../fixes/own-seed.ts';
import { spanOfSite } from '../../flow/events.ts';
import { argumentOf, isOpen, literalOf, sourceOf } from '../../python/arguments.ts';
import type { Call } from '../../python/ast.ts';
import { callsOf } from '../course.ts';
import { reportOwnSeeds } from '../own-seeds.ts';
import type { Rule, RuleContext } from '../rule.ts';

const SEQUENCE =
  /^scipy\.stats\.qmc\.(?:Halton|LatinHypercube|Sobol|MultinomialQMC|MultivariateNormalQMC|PoissonDisk)$/;
const UNSCRAMBLED = /\.(?:Halton|Sobol)$/;

export const scipyMissingRng: Rule = {
  meta: {
    code: 'SR606',
    name: 'scipy-missing-rng',
    severity: 'warning',
    summary: 'stochastic call of SciPy without `rng`',
    rationale:
      "Sequences of `scipy.stats.qmc` are scrambled with entropy of the operating system: no global seed reaches them, so each run samples other points. Optimizers and resampling tests take NumPy's global stream: unseeded, SR102 says so; seeded, `rng=` keeps them whatever else draws, which is a hint. SciPy before 1.15 calls the argument `seed` or `random_state`.",
    defaultOn: true,
    fix: 'safe',
    sources: ['executed, scipy 1.17.1', 'Scientific Python SPEC 7'],
    invalid: [
      {
        code: `
from scipy.stats import qmc

sampler = qmc.LatinHypercube(d=2)  # <-
points = sampler.random(8)
`,
      },
      {
        code: `
import numpy as np
from scipy.stats.qmc import Sobol

np.random.seed(0)
points = Sobol(2, scramble=True).random(8)  # <-
`,
      },
    ],
    valid: [
      {
        why: 'a generator or a seed',
        code: `
import numpy as np
from scipy.optimize import differential_evolution
from scipy.stats import qmc

qmc.Sobol(d=2, rng=np.random.default_rng(0)).random(4)
qmc.Halton(d=2, seed=1).random(4)
differential_evolution(lambda x: x[0] ** 2, [(-1, 1)], rng=3)
`,
      },
      {
        why: 'a sequence that is not scrambled',
        code: `
from scipy.stats import qmc

points = qmc.Sobol(d=2, scramble=False).random(4)
`,
      },
      {
        why: 'samples of a distribution under a global seed',
        code: `
import numpy as np
from scipy import stats

np.random.seed(0)
noise = stats.norm.rvs(size=3)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module, project } = context;
    reportOwnSeeds(context, 'SR606');
    const keyword = isBefore(project.version('scipy'), 1, 15) ? 'seed' : 'rng';
    for (const { api, call, site, constants } of callsOf(flow, (name) => SEQUENCE.test(name))) {
      if (site.module !== module || isOpen(call) || isGiven(call)) continue;
      if (
        UNSCRAMBLED.test(api) &&
        constants.get('scramble') !== undefined &&
        constants.get('scramble') !== true
      )
        continue;
      const edit = seedEdit(context, call, { keyword, position: null });
      context.report({
        span: spanOfSite({ module, node: call.func }),
        message: `\`${sourceOf(call.func)}\` takes entropy of the operating system, which no seed reaches: give it \`${keyword}=\`.`,
        fixes:
          edit === null ? [] : [{ title: `Give it a seed by \`${keyword}=\``, safe: true, edits: [edit] }],
      });
    }
  },
};

/** A seed, or an engine that has one. */
function isGiven(call: Call): boolean {
  return ['rng', 'seed', 'engine'].some((name) => {
    const given = argumentOf(call, name);
    return given !== undefined && literalOf(given) !== null;
  });
}
