// SR003: a suppression comment that suppresses nothing. The linter itself reports it; this is its description.

import type { Rule } from '../rule.ts';

export const unusedSuppression: Rule = {
  meta: {
    code: 'SR003',
    name: 'unused-suppression',
    severity: 'warning',
    summary: 'a suppression that suppresses nothing',
    rationale:
      'The finding that the comment was written for is gone, or the code is misspelt. Left in place, the comment would hide the next finding on that line.',
    defaultOn: true,
    fix: 'safe',
    sources: ['house rule'],
    invalid: [{ code: 'x = 1  # samerun: ignore[SR101]  # <-\n' }],
    valid: [
      {
        code: 'import random\n\nx = random.random()  # samerun: ignore[SR101]\n',
        why: 'a suppression that is needed',
      },
    ],
  },
  check() {},
};
