// Runs through a launcher: its command line, and two ranks for real, compared rank by rank.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { launched, splitWords } from '../../server/src/check/launcher.ts';
import { checkText, scratchFolder } from './run-script.ts';

describe('the words of a launcher', () => {
  test.each([
    ['torchrun --nproc-per-node 2', ['torchrun', '--nproc-per-node', '2']],
    [
      `srun -n2 --job-name "a b" --comment='$(x) "y"'`,
      ['srun', '-n2', '--job-name', 'a b', '--comment=$(x) "y"'],
    ],
    ['a\\ b  c\n', ['a b', 'c']],
    ['', []],
    [' \t ', []],
  ])('%j', (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });
  test.each(['a "b', "a 'b", 'a \\'])('%j is not closed', (text) => {
    expect(() => splitWords(text)).toThrow(/quote that is not closed/);
  });
});

describe('the command', () => {
  const bin = (...names: string[]) => {
    const folder = join(scratchFolder(), 'bin');
    mkdirSync(folder);
    for (const name of names) {
      writeFileSync(join(folder, name), '');
      chmodSync(join(folder, name), 0o755);
    }
    return folder;
  };
  const command = ['/project/train.py', '--x'];
  test('of what starts Python itself ends in the script', () => {
    const folder = bin('python', 'torchrun');
    const python = join(folder, 'python');
    const given = { python, command, cwd: '/', environment: { PATH: bin('torchrun') } };
    expect(launched({ ...given, launcher: 'torchrun --nproc-per-node 2' })).toEqual([
      join(folder, 'torchrun'),
      '--nproc-per-node',
      '2',
      ...command,
    ]);
    expect(launched({ ...given, launcher: 'python -m torch.distributed.run' })).toEqual([
      python,
      '-m',
      'torch.distributed.run',
      ...command,
    ]);
  });
  test('of torchrun is the one of the interpreter, not of another environment', () => {
    const given = { command, cwd: '/', environment: { PATH: bin('torchrun') } };
    const python = join(bin('python'), 'python');
    expect(launched({ ...given, python, launcher: 'torchrun --nproc-per-node 2' })).toEqual([
      python,
      '-m',
      'torch.distributed.run',
      '--nproc-per-node',
      '2',
      ...command,
    ]);
  });
  test('of any other names the interpreter', () => {
    const path = bin('srun');
    const given = { python: '/opt/bin/python', command, cwd: '/', environment: { PATH: path } };
    expect(launched({ ...given, launcher: 'srun -n 2' })).toEqual([
      join(path, 'srun'),
      '-n',
      '2',
      '/opt/bin/python',
      ...command,
    ]);
    expect(() => launched({ ...given, launcher: 'mpirun' })).toThrow(/no launcher mpirun/);
    expect(() => launched({ ...given, launcher: ' ' })).toThrow(/is empty/);
  });
});

const ranks = `import sys
import torch
import torch.distributed as dist

dist.init_process_group("gloo")
rank = dist.get_rank()
torch.manual_seed(rank)
weight = torch.ones(4, requires_grad=True)
optimizer = torch.optim.SGD([weight], lr=0.1)
for step in range(3):
    x = torch.randn(4)
    if rank == 1 and step == 1 and len(sys.argv) > 1:
        torch.seed()
    loss = (weight * x).sum()
    optimizer.zero_grad()
    loss.backward()
    dist.all_reduce(weight.grad)
    optimizer.step()
dist.destroy_process_group()
`;
const launcher = 'torchrun --nproc-per-node 2';

test('two ranks that agree are identical, each with an end of its own', async () => {
  const { result } = await checkText(ranks, { launcher, level: 'steps' });
  expect(result).toMatchObject({ verdict: 'identical', steps: 3, first_divergence: null });
  expect(result.ends.map(({ run, rank, kind }) => [run, rank, kind])).toEqual([
    [1, 0, 'completed'],
    [1, 1, 'completed'],
    [2, 0, 'completed'],
    [2, 1, 'completed'],
  ]);
}, 600_000);

test('the rank that parts first is named, and how the difference reaches the other', async () => {
  const { result, notes } = await checkText(ranks, { launcher, level: 'steps', arguments: ['unseeded'] });
  expect(result).toMatchObject({
    verdict: 'diverged',
    first_divergence: { rank: 1, step: 2, row: 11, kind: 'draw' },
    cause: { class: 'os-entropy', rule: 'SR105', row: 13, confirmed: true },
  });
  expect(notes.notices.slice(0, 2)).toEqual([
    'of 2 ranks, rank 1 parts first',
    'the difference reaches rank 0 at step 2 through `c10d::all_reduce` (train.py:17)',
  ]);
}, 600_000);
