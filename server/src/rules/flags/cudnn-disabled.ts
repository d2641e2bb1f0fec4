// SR313: cuDNN is turned off altogether where two of its flags would do.

import type { Edit } from '../../finding.ts';
import { placesOf } from '../../fixes/blocks.ts';
import { extentOf, layoutOf, lineStart, nextLine, spanAt } from '../../fixes/layout.ts';
import { type FlagEvent, spanOfSite } from '../../flow/events.ts';
import type { Module } from '../../python/module.ts';
import { settingsOf } from '../course.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';

/** Words of somebody who turns it off for a reason of his own. */
const REASON = /debug|bug|workaround|work around|error|crash|fail|leak|nan|memory|not support|incompatib/i;

export const cudnnDisabled: Rule = {
  meta: {
    code: 'SR313',
    name: 'cudnn-disabled',
    severity: 'hint',
    summary: 'cudnn.enabled=False is an expensive substitute',
    rationale:
      'Without cuDNN, convolutions and recurrent layers run on slower kernels of torch, which may add in a varying order too. `deterministic = True` and `benchmark = False` keep cuDNN and make it repeat.',
    defaultOn: true,
    fix: 'unsafe',
    sources: ['pytorch/pytorch docs/source/notes/randomness.md @2046ae1a'],
    invalid: [
      {
        code: `
import torch

torch.backends.cudnn.enabled = False  # <-
`,
      },
      {
        code: `
from torch.backends import cudnn

cudnn.enabled = False  # <-
cudnn.deterministic = True
`,
      },
    ],
    valid: [
      {
        why: 'a reason of its own stands beside it',
        code: `
import torch

# Works around an error of cuDNN with empty sequences,
# see the tracker of the driver.
torch.backends.cudnn.enabled = False
`,
      },
      {
        why: 'off for one backward of a recurrent layer, which cuDNN cannot differentiate twice',
        code: `
import torch

rnn = torch.nn.LSTM(2, 2)
with torch.backends.cudnn.flags(enabled=False):
    rnn(torch.zeros(1, 1, 2))
`,
      },
      {
        why: 'an option of the script',
        code: `
import sys

import torch

if "--no-cudnn" in sys.argv:
    torch.backends.cudnn.enabled = False
`,
      },
      {
        why: 'turned on',
        code: `
import torch

torch.backends.cudnn.enabled = True
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    const all = settingsOf(flow, 'cudnn.enabled');
    for (const event of all) {
      if (event.value !== false || event.site.module !== module || event.site.node.kind !== 'Attribute')
        continue;
      // In a branch it is an option of the script, or serves one device.
      if (event.reach !== 'run') continue;
      if (all.some((later) => later.order > event.order && later.value !== false)) continue;
      if (hasReason(module, event)) continue;
      const fix = fixFor(module, event, settingsOf(flow, 'cudnn.deterministic'));
      context.report({
        span: spanOfSite(event.site),
        message:
          'cuDNN is turned off, which is slow and promises nothing: set `deterministic = True` and `benchmark = False` instead.',
        fixes: fix === null ? [] : [fix],
      });
    }
  },
};

/** A comment on the same line or on the lines right above. */
function hasReason(module: Module, { site: { node } }: FlagEvent): boolean {
  const layout = layoutOf(module, node.unit.cell);
  const at = node.unit.start + node.start;
  let above = lineStart(layout.text, at);
  while (above > 0 && /^\s*#/.test(layout.text.slice(lineStart(layout.text, above - 1), above)))
    above = lineStart(layout.text, above - 1);
  const end = nextLine(layout.text, at);
  return module.comments.some(
    ({ cell, start, text }) => cell === layout.cell && start >= above && start < end && REASON.test(text),
  );
}

/** By the name that the line itself has for cuDNN; a flag that the file already sets is not set twice. */
function fixFor(module: Module, { site: { node } }: FlagEvent, others: readonly FlagEvent[]): Fix | null {
  const statement = placesOf(module, node).at(-1)?.statement;
  if (node.kind !== 'Attribute' || statement?.kind !== 'Assign' || statement.unit.broken) return null;
  const layout = layoutOf(module, statement.unit.cell);
  const { start, end } = extentOf(statement);
  const indent = layout.text.slice(lineStart(layout.text, start), start);
  if (statement.targets.length !== 1 || indent.trim() !== '') return null;
  const owner = node.unit.text.slice(node.value.start, node.value.end);
  const flags = [`${owner}.benchmark = False`];
  if (!others.some((event) => event.value === true)) flags.push(`${owner}.deterministic = True`);
  const edit: Edit = {
    span: spanAt(module, layout.cell, start, end),
    text: flags.join(`${layout.newline}${indent}`),
  };
  return { title: 'Keep cuDNN, and make it deterministic', safe: false, edits: [edit] };
}
