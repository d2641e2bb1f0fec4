// SR607: sparse eigenvalues or singular values that start from a random vector.

import { isBefore, seedEdit } from '../../fixes/own-seed.ts';
import { spanOfSite } from '../../flow/events.ts';
import { argumentOf, isOpen, literalOf, sourceOf } from '../../python/arguments.ts';
import { callsOf } from '../course.ts';
import type { Rule, RuleContext } from '../rule.ts';

const SOLVER = /^scipy\.sparse\.linalg\.(?:eigsh?|svds)$/;
const START = 5;

export const sparseEigenRandomStart: Rule = {
  meta: {
    code: 'SR607',
    name: 'sparse-eigen-random-start',
    severity: 'hint',
    summary: '`eigs`, `eigsh` or `svds` without `v0` or `rng` starts from entropy of the operating system',
    rationale:
      'The iteration starts from a random vector that no global seed reaches. Values agree up to the tolerance; the last digits, and the signs of the vectors, change from run to run. `rng=` (SciPy 1.17) or a fixed `v0=` keeps them.',
    defaultOn: true,
    fix: 'safe',
    sources: [
      'executed scipy 1.17.1: output bits differ across processes despite np.random.seed(0); identical with rng=0',
    ],
    invalid: [
      {
        code: `
import scipy.sparse as sp
from scipy.sparse.linalg import eigsh

values, vectors = eigsh(sp.eye(50, format="csr"), k=3)  # <-
`,
      },
    ],
    valid: [
      {
        why: 'a start of its own, or a seed',
        code: `
import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import eigs, svds

matrix = sp.eye(50, format="csr")
eigs(matrix, k=3, v0=np.ones(50))
svds(matrix, k=3, rng=0)
`,
      },
      {
        why: 'dense solvers start from nothing',
        code: `
import numpy as np
from scipy.linalg import eigh

values, vectors = eigh(np.eye(3))
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module, project } = context;
    for (const { api, call, site } of callsOf(flow, (name) => SOLVER.test(name))) {
      if (site.module !== module || isOpen(call)) continue;
      const given = [
        argumentOf(call, 'v0', START),
        argumentOf(call, 'rng'),
        argumentOf(call, 'random_state'),
      ].some((value) => value !== undefined && literalOf(value) !== null);
      if (given) continue;
      const version = project.version('scipy');
      const keyword = !isBefore(version, 1, 17) ? 'rng' : api.endsWith('svds') ? 'random_state' : null;
      const edit = keyword === null ? null : seedEdit(context, call, { keyword, position: null });
      context.report({
        span: spanOfSite({ module, node: call.func }),
        message: `\`${sourceOf(call.func)}\` starts from a random vector that no seed reaches: give it \`v0=\`${keyword === null ? '' : ` or \`${keyword}=\``}.`,
        fixes:
          edit === null ? [] : [{ title: `Give it a seed by \`${keyword}=\``, safe: true, edits: [edit] }],
      });
    }
  },
};
