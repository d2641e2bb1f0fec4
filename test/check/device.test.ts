// The report names the device that the script computed on, also where it made use of a GPU late.

import { expect, test } from 'vitest';
import { checkText } from './run-script.ts';

const script = (use: string) => `
import torch

torch.manual_seed(1)
weight = torch.nn.Parameter(torch.ones(3))
optimizer = torch.optim.SGD([weight], lr=0.1)
for step in range(3):
    optimizer.zero_grad()
    (weight * torch.randn(3)).sum().backward()
    optimizer.step()
${use}
`;

test('a GPU, once torch has made use of it', async () => {
  const { result, notes } = await checkText(
    // No GPU is at hand here: torch is made to say so.
    script(
      'torch.cuda.is_initialized, torch.cuda.current_device = lambda: True, lambda: 0\ntorch.cuda.get_device_name = lambda: "Some GPU"',
    ),
  );
  expect(result.verdict).toBe('identical');
  expect(result.device).toBe('cuda:0 Some GPU');
  expect(notes.notices.join()).not.toContain('no GPU was used');
});

test('the CPU, with a notice', async () => {
  const { result, notes } = await checkText(script(''));
  expect(result.device).toBe('cpu');
  expect(notes.notices.join()).toContain('no GPU was used');
});
