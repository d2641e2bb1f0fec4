// SR804: several GPUs add their gradients by a method that NCCL chooses.

import { argumentOf, literalOf } from '../../python/arguments.ts';
import { spanOf } from '../../python/module.ts';
import { mayBeOn, settingsOf, showsIntent } from '../course.ts';
import { namedCalls } from '../named-calls.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const ncclAlgorithmUnpinned: Rule = {
  meta: {
    code: 'SR804',
    name: 'nccl-algorithm-unpinned',
    severity: 'hint',
    summary: 'multi-GPU reductions may choose algorithm by topology/size',
    rationale:
      'NCCL chooses rings or trees, and a protocol, by topology and message size; each adds in another order. On the same machine runs usually agree, on another one they do not. Where they have to, start with `NCCL_ALGO=Ring NCCL_PROTO=Simple` in the environment, at some cost in speed.',
    defaultOn: false,
    fix: 'none',
    sources: [
      'libtorch_cuda.so string "torch deterministic mode is enabled, disabling NVLS…"',
      'NVIDIA/nccl#754',
    ],
    invalid: [
      {
        code: `
import torch
import torch.distributed as dist

torch.manual_seed(0)
dist.init_process_group(backend="nccl")  # <-
`,
      },
    ],
    valid: [
      {
        why: 'the algorithm is fixed',
        code: `
import os

import torch
import torch.distributed as dist

os.environ["NCCL_ALGO"] = "Ring"
torch.manual_seed(0)
dist.init_process_group("nccl")
`,
      },
      {
        why: 'another backend',
        code: `
import torch
import torch.distributed as dist

torch.manual_seed(0)
dist.init_process_group("gloo")
`,
      },
      {
        why: 'nobody asks for runs that repeat',
        code: `
import torch.distributed as dist

dist.init_process_group("nccl")
`,
      },
    ],
  },
  check({ flow, module, report }: RuleContext) {
    if (!showsIntent(flow) || mayBeOn(flow, 'deterministic-algorithms')) return;
    if (settingsOf(flow, 'nccl').length > 0) return;
    for (const { call, path } of namedCalls(module)) {
      if (path !== 'torch.distributed.init_process_group') continue;
      if (literalOf(argumentOf(call, 'backend', 0)) !== 'nccl') continue;
      report({
        span: spanOf(module, call.func),
        message:
          'NCCL chooses the order of its sums by topology: set `NCCL_ALGO` and `NCCL_PROTO` where other machines have to agree.',
      });
    }
  },
};
