// SR307-SR309: which operations of a script that trains on a GPU are meant, decided by literals alone.

import { describe, expect, test } from 'vitest';
import { check } from './run-rules.ts';

const HEAD = `import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(0)
x = torch.ones(1, 3, 8, 8, device="cuda", requires_grad=True)
i = torch.zeros(1, 3, 8, 8, dtype=torch.long, device="cuda")
`;
const TAIL = '\nnn.Linear(2, 2).cuda()(torch.ones(2).cuda()).sum().backward()\n';

function said(code: string, line: string, head = ''): string[] {
  // Functions count where a network applies them.
  const body = line.startsWith('F.')
    ? `class Net(nn.Module):\n    def forward(self, x):\n        ${line}\n`
    : line;
  return check(HEAD + head + body + TAIL)
    .findings.filter((finding) => finding.code === code)
    .map(({ message }) => message);
}

describe('no deterministic kernel', () => {
  test.each([
    'nn.AdaptiveAvgPool2d(7)',
    'nn.AdaptiveAvgPool2d((1, 7))',
    'F.adaptive_avg_pool2d(x, (6, 6))',
    'F.adaptive_avg_pool2d(x, output_size=2)',
    'nn.AdaptiveMaxPool2d(1)',
    'nn.MaxPool3d(2, return_indices=True)',
    'nn.MaxUnpool2d(2)',
    'F.grid_sample(x, x)',
    'nn.EmbeddingBag(4, 2, mode="max")',
    'F.interpolate(x, None, 2, "bicubic")',
    'F.interpolate(x, scale_factor=2, mode="bilinear", antialias=True)',
    'nn.Upsample(scale_factor=2, mode="bicubic")',
    'nn.ReflectionPad1d(2)',
    'nn.CTCLoss()',
    'x.scatter_reduce(0, i, x, reduce="prod")',
    'x.index_reduce_(0, i, x, "mean")',
    'torch.bincount(i.flatten(), weights=x.flatten())',
  ])('%s', (line) => {
    expect(said('SR307', line)).toHaveLength(1);
  });
  test.each([
    'nn.AdaptiveAvgPool2d(1)',
    'nn.AdaptiveAvgPool2d((1, 1))',
    'nn.AdaptiveAvgPool2d((None, 1))',
    'F.adaptive_avg_pool2d(x, x.shape[-2:])',
    'nn.MaxPool3d(2)',
    'nn.EmbeddingBag(4, 2)',
    'F.interpolate(x, scale_factor=2, mode="bilinear")',
    'F.interpolate(x, scale_factor=2, mode="nearest")',
    'nn.ReflectionPad2d(1)',
    'nn.CrossEntropyLoss()',
    'x.scatter_reduce(0, i, x, reduce="sum")',
    'torch.bincount(i.flatten())',
    'torch.bincount(i.flatten().cpu(), weights=x.flatten())',
    'torch.cumsum(x, 0)',
  ])('not %s', (line) => {
    expect(said('SR307', line)).toEqual([]);
  });
  test('it raises where deterministic algorithms are on', () => {
    const on = 'torch.use_deterministic_algorithms(True)\n';
    expect(said('SR307', 'F.grid_sample(x, x)', on)[0]).toContain('raises here');
    const warns = 'torch.use_deterministic_algorithms(True, warn_only=True)\n';
    expect(said('SR307', 'F.grid_sample(x, x)', warns)[0]).toContain('varying order');
  });
  test('a function that evaluates needs no backward', () => {
    expect(
      said('SR307', 'class N(nn.Module):\n    def evaluate(self):\n        F.grid_sample(x, x)\n'),
    ).toEqual([]);
    const guarded =
      'class N(nn.Module):\n    @torch.no_grad()\n    def run(self):\n        F.grid_sample(x, x)\n';
    expect(said('SR307', guarded)).toEqual([]);
    expect(said('SR307', 'y = F.grid_sample(x, x)')).toEqual([]);
    expect(said('SR307', 'def evaluate():\n    return nn.MaxUnpool2d(2)\n')).toHaveLength(1);
  });
});

describe('deterministic with the flag only', () => {
  test.each([
    'x.scatter_add_(0, i, x)',
    'torch.gather(x, 0, i)',
    'x.gather(0, i)',
    'x.index_add(0, i, x)',
    'x.repeat_interleave(2, dim=0)',
    'x.scatter_reduce(0, i, x, reduce="mean")',
    'nn.ReplicationPad2d(1)',
    'F.pad(x, (1, 1), mode="replicate")',
    'F.interpolate(x, scale_factor=2, mode="bilinear")',
  ])('%s', (line) => {
    expect(said('SR308', line)).toHaveLength(1);
    expect(said('SR308', line, 'torch.use_deterministic_algorithms(True)\n')).toEqual([]);
  });
  test.each([
    'accelerator.gather(x)',
    'comm.gather(x, root=0)',
    'F.pad(x, (1, 1))',
    'x.scatter_reduce(0, i, x, reduce="amax")',
  ])('not %s', (line) => {
    expect(said('SR308', line, 'from elsewhere import accelerator, comm\n')).toEqual([]);
  });
});

describe('attention', () => {
  test.each([
    'nn.MultiheadAttention(4, 2)',
    'F.scaled_dot_product_attention(x, x, x)',
    'nn.TransformerEncoderLayer(4, 2)',
  ])('%s', (line) => {
    expect(said('SR309', line)).toHaveLength(1);
    expect(said('SR309', line, 'torch.use_deterministic_algorithms(True)\n')).toEqual([]);
    expect(said('SR309', line, 'torch.use_deterministic_algorithms(True, warn_only=True)\n')).toHaveLength(1);
    expect(said('SR309', line, 'torch.backends.cuda.enable_flash_sdp(False)\n')).toEqual([]);
  });
  test('flash attention has an argument of its own', () => {
    const head = 'from flash_attn import flash_attn_func\n';
    expect(said('SR309', 'flash_attn_func(x, x, x)', head)).toHaveLength(1);
    expect(said('SR309', 'flash_attn_func(x, x, x, deterministic=True)', head)).toEqual([]);
  });
});
