// SR307: an operation that has no deterministic kernel on a GPU.

import { withoutDeterministic } from '../../catalogue/gpu-kernels.ts';
import { sourceOf } from '../../python/arguments.ts';
import { spanOf } from '../../python/module.ts';
import { settingsOf } from '../course.ts';
import { kernelCalls } from '../kernels.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const nondeterministicOp: Rule = {
  meta: {
    code: 'SR307',
    name: 'nondeterministic-op',
    severity: 'information',
    summary: 'op has no deterministic CUDA implementation (raises in strict mode)',
    rationale:
      'The CUDA kernel of this operation, or of its backward, adds numbers in the order in which threads arrive. Two runs differ in the last bits, and training makes more of that. There is no other kernel: with `use_deterministic_algorithms(True)` it raises. Where runs have to agree, write it another way.',
    defaultOn: true,
    fix: 'none',
    sources: [
      'alert scan of libtorch_cpu.so/libtorch_cuda.so 2.13.0',
      'torch 2.13.0 torch/__init__.py:1388-1534',
    ],
    invalid: [
      {
        code: `
import torch

torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Conv2d(3, 8, 3), torch.nn.AdaptiveAvgPool2d((7, 7))).cuda()  # <-
model(torch.randn(1, 3, 32, 32).cuda()).sum().backward()
`,
      },
      {
        code: `
import torch
import torch.nn.functional as F

torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"


class Net(torch.nn.Module):
    def forward(self, x):
        return F.interpolate(x, scale_factor=2, mode="bicubic")  # <-


x = torch.randn(1, 3, 8, 8, device=device, requires_grad=True)
Net()(x).sum().backward()
`,
      },
    ],
    valid: [
      {
        why: 'pooling to one number takes the mean, which repeats',
        code: `
import torch

torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Conv2d(3, 8, 3), torch.nn.AdaptiveAvgPool2d((1, 1))).cuda()
model(torch.randn(1, 3, 32, 32).cuda()).sum().backward()
`,
      },
      {
        why: 'on the CPU',
        code: `
import torch

torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Conv2d(3, 8, 3), torch.nn.AdaptiveAvgPool2d(7))
model(torch.randn(1, 3, 32, 32)).sum().backward()
`,
      },
      {
        why: 'images are resized, nothing is differentiated',
        code: `
import torch
import torch.nn.functional as F

torch.manual_seed(0)
model = torch.nn.Linear(2, 1).cuda()
image = F.interpolate(torch.ones(1, 3, 8, 8).cuda(), size=4, mode="bicubic")
model(torch.ones(2).cuda()).sum().backward()
`,
      },
      {
        why: 'a size that is not written here',
        code: `
import sys

import torch

torch.manual_seed(0)
size = int(sys.argv[1])
model = torch.nn.Sequential(torch.nn.Conv2d(3, 8, 3), torch.nn.AdaptiveAvgPool2d(size)).cuda()
model(torch.randn(1, 3, 32, 32).cuda()).sum().backward()
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    const strict = settingsOf(flow, 'deterministic-algorithms').some(({ value }) => value === true);
    const warns = settingsOf(flow, 'warn-only').length > 0;
    for (const { call, kernel } of kernelCalls(context, withoutDeterministic)) {
      const name = sourceOf(call.func);
      const what = kernel.backward ? `The backward of \`${name}\`` : `\`${name}\``;
      context.report({
        span: spanOf(module, call.func),
        message:
          strict && !warns
            ? `${what} has no deterministic kernel on a GPU and raises here; instead: ${kernel.instead}.`
            : `${what} adds in a varying order on a GPU, and there is no other kernel; instead: ${kernel.instead}.`,
      });
    }
  },
};
