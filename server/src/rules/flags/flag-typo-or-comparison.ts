// SR315: a cuDNN flag is misspelt, or compared where it should be set.

import { pathOf } from '../../fixes/bindings.ts';
import { bindingsFor } from '../../fixes/context.ts';
import { spanAt } from '../../fixes/layout.ts';
import type { Assign, Attribute, Compare, ExprStmt } from '../../python/ast.ts';
import { spanOf } from '../../python/module.ts';
import { everySuch } from '../../python/traverse.ts';
import type { Edit, Rule, RuleContext } from '../rule.ts';

/** What torch.backends.cudnn has, and what may be assigned to it without being lost. */
const FLAGS = ['enabled', 'benchmark', 'benchmark_limit', 'deterministic', 'allow_tf32', 'fp32_precision'];
const KNOWN = new Set([
  ...FLAGS,
  'conv',
  'rnn',
  'flags',
  'set_flags',
  'version',
  'is_available',
  'is_acceptable',
  'verbose',
  'm',
]);

export const flagTypoOrComparison: Rule = {
  meta: {
    code: 'SR315',
    name: 'flag-typo-or-comparison',
    severity: 'error',
    summary: 'misspelt cudnn attribute, or == instead of =',
    rationale:
      'torch accepts any attribute on `torch.backends.cudnn` without a word: `cudnn.determinstic = True` sets nothing. A comparison as a statement sets nothing either.',
    defaultOn: true,
    fix: 'safe',
    sources: [
      'executed: torch.backends.cudnn.determinstic=True silently accepted on 2.13 (matmul typo raises AttributeError)',
    ],
    invalid: [
      {
        code: `
import torch

torch.backends.cudnn.determinstic = True  # <-
`,
      },
      {
        code: `
from torch.backends import cudnn

cudnn.benchmark == False  # <-
`,
      },
    ],
    valid: [
      {
        why: 'the right names',
        code: `
from torch.backends import cudnn

cudnn.deterministic = True
cudnn.benchmark = False
`,
      },
      {
        why: 'a comparison that is used',
        code: `
from torch.backends import cudnn

if cudnn.benchmark == True:
    print("timing")
`,
      },
      {
        why: 'an object of that name that is not torch',
        code: `
from settings import cudnn

cudnn.determinstic = True
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { module } = context;
    const bindings = bindingsFor(module);
    for (const statement of suspects(module)) {
      if (statement.kind === 'Expr' && statement.value.kind === 'Compare') {
        const [left] = statement.value.operands;
        const path = left === undefined ? undefined : pathOf(bindings, left);
        if (path?.startsWith('torch.backends.cudnn.')) compared(context, statement.value);
      }
      if (statement.kind !== 'Assign') continue;
      for (const target of statement.targets) {
        if (target.kind !== 'Attribute' || KNOWN.has(target.attr)) continue;
        if (pathOf(bindings, target.value) === 'torch.backends.cudnn') misspelt(context, target);
      }
    }
  },
};

/** Comparisons that are statements, and what sets an attribute. */
const suspects = everySuch((node): node is Assign | ExprStmt =>
  node.kind === 'Expr'
    ? node.value.kind === 'Compare'
    : node.kind === 'Assign' && node.targets.some(({ kind }) => kind === 'Attribute'),
);

function compared({ module, report }: RuleContext, comparison: Compare): void {
  const [left, right] = comparison.operands;
  const single =
    comparison.ops.length === 1 && comparison.ops[0] === '==' && left !== undefined && right !== undefined;
  const edits: Edit[] = single && !comparison.unit.broken ? [between(module, left, right)] : [];
  report({
    span: spanOf(module, comparison),
    message: 'This compares and sets nothing: write `=` to set the flag.',
    fixes: edits.length === 0 ? [] : [{ title: 'Set the flag', safe: true, edits }],
  });
}

function between(
  module: RuleContext['module'],
  left: Compare['operands'][number],
  right: Compare['operands'][number],
): Edit {
  const base = left.unit.start;
  return { span: spanAt(module, left.unit.cell, base + left.end, base + right.start), text: ' = ' };
}

function misspelt({ module, report }: RuleContext, target: Attribute): void {
  const meant = closest(target.attr);
  const start = target.unit.start + target.attrStart;
  const span = spanAt(module, target.unit.cell, start, start + target.attr.length);
  report({
    span,
    message: `\`torch.backends.cudnn\` has no \`${target.attr}\`, and takes it without a word${meant === null ? '' : `: \`${meant}\` is meant`}.`,
    fixes:
      meant === null || target.unit.broken
        ? []
        : [{ title: `Write \`${meant}\``, safe: true, edits: [{ span, text: meant }] }],
  });
}

function closest(name: string): string | null {
  const [best] = FLAGS.map((flag) => ({ flag, distance: distance(name.toLowerCase(), flag) })).sort(
    (a, b) => a.distance - b.distance,
  );
  return best !== undefined && best.distance <= 3 ? best.flag : null;
}

/** Levenshtein's edit distance, one row at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
