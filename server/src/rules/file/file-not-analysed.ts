// SR002: a cap was hit and the file was skipped. The linter itself reports it; this is its description.

import type { Rule } from '../rule.ts';

export const fileNotAnalysed: Rule = {
  meta: {
    code: 'SR002',
    name: 'file-not-analysed',
    severity: 'warning',
    summary: 'a cap was hit (size, line length, nesting, time): the file was skipped, in whole or part',
    rationale:
      'Samerun gives up on files that would make it slow: generated code, data written as Python. No finding in such a file means nothing.',
    defaultOn: true,
    fix: 'none',
    sources: ['house rule'],
    invalid: [],
    valid: [{ code: 'x = 1\n', why: 'a file of ordinary size' }],
  },
  check() {},
};
