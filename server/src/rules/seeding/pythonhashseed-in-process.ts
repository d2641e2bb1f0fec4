// SR108: PYTHONHASHSEED is set from within the process that it should govern.

import { causesOf, mayHappen, seedsGlobally } from '../../flow/causes.ts';
import { spanOfSite } from '../../flow/events.ts';
import { callsOf, settingsOf } from '../course.ts';
import type { Rule, RuleContext } from '../rule.ts';

/** What starts another interpreter, which does read the variable. */
const STARTS =
  /^(?:os\.exec|os\.spawn|subprocess\.|multiprocessing\.|torch\.multiprocessing\.|concurrent\.futures\.Process)/;

export const pythonhashseedInProcess: Rule = {
  meta: {
    code: 'SR108',
    name: 'pythonhashseed-in-process',
    severity: 'information',
    summary: '`os.environ["PYTHONHASHSEED"]=…` has no effect on the running interpreter',
    rationale:
      'Python reads the variable once, before it runs the first line: what a script assigns reaches only processes that it starts. Set it in the command that starts the script, `PYTHONHASHSEED=0 python train.py`, or in the launch configuration. In a function that seeds other streams too the line is part of a seed block and does no harm.',
    defaultOn: true,
    fix: 'none',
    sources: ['executed, CPython 3.11.7'],
    invalid: [
      {
        code: `
import os

os.environ["PYTHONHASHSEED"] = "0"  # <-
print(hash("a"))
`,
      },
    ],
    valid: [
      {
        why: 'one line of a seed block',
        code: `
import os
import random


def seed_everything(seed):
    random.seed(seed)
    os.environ["PYTHONHASHSEED"] = str(seed)


seed_everything(1)
`,
      },
      {
        why: 'the process starts itself anew',
        code: `
import os
import sys

if os.environ.get("PYTHONHASHSEED") != "0":
    os.environ["PYTHONHASHSEED"] = "0"
    os.execv(sys.executable, [sys.executable, *sys.argv])
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    if (causesOf(flow).some((cause) => cause.kind === 'never-called')) return;
    if (callsOf(flow, (api) => STARTS.test(api)).length > 0) return;
    for (const event of settingsOf(flow, 'pythonhashseed')) {
      if (event.site.module !== module || !event.api.startsWith('os.environ')) continue;
      const beside = flow.events.some(
        (other) =>
          other.kind === 'seed' && mayHappen(other) && other.inside === event.inside && seedsGlobally(other),
      );
      if (beside) continue;
      context.report({
        span: spanOfSite(event.site),
        message:
          'This comes too late for the running interpreter: set PYTHONHASHSEED in the command that starts the script.',
      });
    }
  },
};
