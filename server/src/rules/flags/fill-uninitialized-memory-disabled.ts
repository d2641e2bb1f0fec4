// SR310: new memory is left as it is although deterministic algorithms would fill it.

import { removeStatement } from '../../fixes/remove-statement.ts';
import { spanOfSite } from '../../flow/events.ts';
import { settingsOf } from '../course.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';

export const fillUninitializedMemoryDisabled: Rule = {
  meta: {
    code: 'SR310',
    name: 'fill-uninitialized-memory-disabled',
    severity: 'hint',
    summary: 'torch.utils.deterministic.fill_uninitialized_memory=False',
    rationale:
      'With deterministic algorithms on, torch fills what `torch.empty` and the like give with a known value, so that a read before the first write repeats. Turning that off saves one write of each such tensor and brings back whatever the memory held.',
    defaultOn: true,
    fix: 'safe',
    sources: ['pytorch/pytorch docs/source/notes/randomness.md @2046ae1a'],
    invalid: [
      {
        code: `
import torch

torch.use_deterministic_algorithms(True)
torch.utils.deterministic.fill_uninitialized_memory = False  # <-
`,
      },
    ],
    valid: [
      {
        why: 'left on',
        code: `
import torch

torch.utils.deterministic.fill_uninitialized_memory = True
`,
      },
      {
        why: 'turned off for one measurement and on again',
        code: `
import torch

torch.utils.deterministic.fill_uninitialized_memory = False
x = torch.empty(8).fill_(1.0)
torch.utils.deterministic.fill_uninitialized_memory = True
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    const all = settingsOf(flow, 'fill-uninitialized');
    for (const event of all) {
      if (event.value !== false || event.site.module !== module) continue;
      if (all.some((later) => later.order > event.order && later.value !== false)) continue;
      const edit = removeStatement(module, event.site.node);
      const fixes: Fix[] = edit === null ? [] : [{ title: 'Remove it', safe: true, edits: [edit] }];
      context.report({
        span: spanOfSite(event.site),
        message: 'New tensors keep what their memory held before: leave `fill_uninitialized_memory` on.',
        fixes,
      });
    }
  },
};
