// SR001: the file does not parse. The linter itself reports it, from the parser's errors; this is its description.

import type { Rule } from '../rule.ts';

export const invalidSyntax: Rule = {
  meta: {
    code: 'SR001',
    name: 'invalid-syntax',
    severity: 'error',
    summary: 'the file does not parse; findings near the error are left out',
    rationale:
      'Python will refuse this file, and what the statements around the error mean cannot be told. Statements that do parse are checked as usual.',
    defaultOn: true,
    fix: 'none',
    sources: ['house rule'],
    invalid: [{ code: 'import random\nx = = 1  # <-\n' }],
    valid: [{ code: 'x = 1\n', why: 'a file that parses' }],
  },
  check() {},
};
