// SR312: matrix products in a shorter float format, whose results differ more from one GPU model to another.

import { placesOf } from '../../fixes/blocks.ts';
import { setValue } from '../../fixes/set-value.ts';
import { mayHappen } from '../../flow/causes.ts';
import { type FlagEvent, spanOfSite } from '../../flow/events.ts';
import { argumentOf } from '../../python/arguments.ts';
import type { Expr } from '../../python/ast.ts';
import type { Module } from '../../python/module.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const reducedPrecisionMatmul: Rule = {
  meta: {
    code: 'SR312',
    name: 'reduced-precision-matmul',
    severity: 'hint',
    summary: 'TF32/bf16 reduction changes numerics across hardware',
    rationale:
      'TF32 and reductions in half precision are fast, and repeat from run to run on the same GPU. Between GPU models they differ far more than float32 does. Where results have to agree across machines, compute in full precision.',
    defaultOn: false,
    fix: 'safe',
    sources: [
      'executed defaults: matmul.allow_tf32 False, cudnn.allow_tf32 True, precision highest; fp16/bf16 reduced True',
    ],
    invalid: [
      {
        code: `
import torch

torch.set_float32_matmul_precision("high")  # <-
`,
      },
      {
        code: `
import torch

torch.backends.cuda.matmul.allow_tf32 = True  # <-
`,
      },
      {
        code: `
import torch

torch.backends.cudnn.fp32_precision = "tf32"  # <-
`,
      },
    ],
    valid: [
      {
        why: 'full precision, by name',
        code: `
import torch

torch.set_float32_matmul_precision("highest")
torch.backends.cuda.matmul.fp32_precision = "ieee"
`,
      },
      {
        why: 'turned off',
        code: `
from torch.backends import cuda, cudnn

cuda.matmul.allow_tf32 = False
cudnn.allow_tf32 = False
cuda.matmul.allow_bf16_reduced_precision_reduction = False
`,
      },
      {
        why: 'an option decides',
        code: `
import sys

import torch

torch.backends.cuda.matmul.allow_tf32 = "--tf32" in sys.argv
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    for (const event of flow.events) {
      if (event.kind !== 'flag' || !mayHappen(event) || event.site.module !== module || !reduces(event))
        continue;
      const fix = setValue(module, givenValue(module, event), full(event), 'Compute in full precision', true);
      context.report({
        span: spanOfSite(event.site),
        message: `${WHAT[event.flag] ?? ''}: the same run on another GPU model gives other digits.`,
        fixes: fix === null ? [] : [fix],
      });
    }
  },
};

const WHAT: Readonly<Partial<Record<FlagEvent['flag'], string>>> = {
  'matmul-precision': 'Matrix products of float32 are computed in a shorter format',
  'allow-tf32': 'TF32 shortens the operands of products',
  'reduced-precision': 'Sums of half-precision products stay in half precision',
};

function reduces({ flag, value }: FlagEvent): boolean {
  return flag === 'matmul-precision'
    ? value === 'high' || value === 'medium'
    : (flag === 'allow-tf32' || flag === 'reduced-precision') && value === true;
}

function full({ flag, api }: FlagEvent): string {
  if (flag === 'matmul-precision') return '"highest"';
  return api.endsWith('fp32_precision') ? '"ieee"' : 'False';
}

function givenValue(module: Module, { site: { node } }: FlagEvent): Expr | null {
  if (node.kind === 'Call') return argumentOf(node, 'precision', 0) ?? null;
  const statement = placesOf(module, node).at(-1)?.statement;
  return statement?.kind === 'Assign' ? statement.value : null;
}
