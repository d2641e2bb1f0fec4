// SR306: deterministic cuBLAS needs an environment variable before torch 2.10, and it is missing, wrong or late.

import { addFlags } from '../../fixes/add-flag.ts';
import { type FlagEvent, spanOfSite } from '../../flow/events.ts';
import { firstPlacement, settingsOf } from '../course.ts';
import type { Rule, RuleContext } from '../rule.ts';

const VALID: ReadonlySet<unknown> = new Set([':4096:8', ':16:8']);

export const cublasWorkspaceConfig: Rule = {
  meta: {
    code: 'SR306',
    name: 'cublas-workspace-config',
    severity: 'error',
    summary: 'CUBLAS_WORKSPACE_CONFIG missing/invalid/too late (torch<2.10)',
    rationale:
      'Until torch 2.9 matrix products in deterministic mode raise unless CUBLAS_WORKSPACE_CONFIG is ":4096:8" or ":16:8" before CUDA starts. From torch 2.10 on it is not needed, and this rule is silent.',
    defaultOn: true,
    fix: 'safe',
    sources: [
      'Context.h alertCuBLASConfigNotDeterministic present in torch 2.9.1 wheel, absent in 2.10.0 wheel',
      'pytorch PR #161749',
    ],
    // They hold for torch before 2.10, which the examples' settings are not: see the tests of this rule.
    invalid: [],
    valid: [
      {
        why: 'torch 2.10 and later need nothing',
        code: `
import torch

torch.use_deterministic_algorithms(True)
x = torch.ones(2).cuda()
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module, settings } = context;
    const [major, minor] = settings.torch;
    if (major > 2 || (major === 2 && minor >= 10)) return;
    const strict = settingsOf(flow, 'deterministic-algorithms').find((event) => event.value === true);
    const placement = firstPlacement(flow);
    if (strict === undefined || placement === undefined || strict.site.module !== module) return;
    const variables = settingsOf(flow, 'cublas-workspace');
    const wrong = variables.find((event) => event.value !== null && !VALID.has(event.value));
    if (wrong !== undefined) {
      context.report({
        span: spanOfSite(wrong.site),
        message: 'cuBLAS takes only ":4096:8" or ":16:8" for deterministic work.',
      });
      return;
    }
    if (variables.some((event) => event.order < placement.order)) return;
    const late = variables[0];
    const anchor: FlagEvent = late ?? strict;
    const fix =
      late === undefined ? addFlags(context, ['cublas'], anchor, true, 'Set CUBLAS_WORKSPACE_CONFIG') : null;
    context.report({
      span: spanOfSite(anchor.site),
      message:
        late === undefined
          ? 'Before torch 2.10 deterministic cuBLAS needs CUBLAS_WORKSPACE_CONFIG=":4096:8": matrix products will raise without it.'
          : 'This comes after CUDA has started and is not read any more: set CUBLAS_WORKSPACE_CONFIG before the first use of the GPU.',
      fixes: fix === null ? [] : [fix],
    });
  },
};
