// What determinism costs, and what tracing costs: measured on real scripts whose steps are slow for a known reason.
import { readdirSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { costRows, timeText } from '../../server/src/check/cost-text.ts';
import { reportHtml } from '../../server/src/check/html/report-html.ts';
import { flagCost } from '../../server/src/check/measure-cost.ts';
import { reportText } from '../../server/src/check/report-text.ts';
import type { CheckReport } from '../../server/src/check/result.ts';
import { checkText } from './run-script.ts';

vi.setConfig({ testTimeout: 400_000 });

const training = (body: string) => `import time, torch
torch.manual_seed(0)
w = torch.ones(8, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.01)
for step in range(200):
    ${body}
    optimizer.zero_grad()
    (w * torch.rand(8)).sum().backward()
    optimizer.step()
`;

const slowWithFlags = 'time.sleep(0.03 if torch.are_deterministic_algorithms_enabled() else 0.01)';
const text = (report: CheckReport) =>
  reportText(report, { colour: false, cwd: '/', lines: () => null, width: 4000 });

test('the step of a script is timed with the flags and without, in both reports', async () => {
  const ran = await checkText(training(slowWithFlags), { cost: true, steps: 8 });
  expect(ran.result).toMatchObject({ verdict: 'identical', steps: 8, level: 'ops' });
  expect(ran.result.cost.overhead).toBeUndefined();
  expect(text(ran)).toContain('level ops (auto: a run takes less than a minute)');
  const [own, flagged, ...others] = ran.result.cost.flags!.ways;
  expect(others).toEqual([]);
  expect(own).toMatchObject({ way: 'as-is', steps: 8, change: null });
  expect(flagged).toMatchObject({ way: 'with-flags', steps: 8, clear: true });
  expect(own!.median_s).toBeGreaterThan(0.01);
  expect(flagged!.median_s - own!.median_s).toBeGreaterThan(0.01);
  expect(flagged!.change).toBeGreaterThan(0.3);
  expect(text(ran)).toMatch(
    /What determinism costs\n +the script as it is +[\d.]+ ms a step\n +with the flags +[\d.]+ ms a step {2}\+\d+\.\d %\n.*medians of 8 steps each, the first 3 left out; the flag is use_deterministic_algorithms/,
  );
  const page = reportHtml(ran, { cwd: '/', lines: () => null, nonce: 'n' });
  expect(page).toMatch(/What determinism costs.*with the flags.*ms a step.*by turns in one run/is);
  expect(readdirSync(ran.folder)).toEqual(['train.py']);
});

test('a script that sets the flags is timed without them; two optimizers make one step', async () => {
  const script = training(slowWithFlags)
    .replace('torch.manual_seed(0)', 'torch.manual_seed(0); torch.use_deterministic_algorithms(True)')
    .replace('for step', 'other = torch.optim.SGD([w], lr=0.001)\nfor step')
    .concat('    time.sleep(0.01); other.step()\n');
  const { result } = await checkText(script, { cost: true, steps: 12 });
  const [own, without, ...others] = result.cost.flags!.ways;
  expect([own!.way, without!.way, others.length]).toEqual(['as-is', 'without-flags', 0]);
  expect(own!.median_s).toBeGreaterThan(0.04);
  expect(without!.change).toBeLessThan(-0.15);
});

test('a script without steps is told so, and its verdict stays', async () => {
  const { result, notes } = await checkText('import torch\ntorch.manual_seed(0)\nprint(torch.rand(2))\n', {
    cost: true,
  });
  expect(result.verdict).toBe('identical');
  expect(result.cost.flags).toBeUndefined();
  expect(notes.notices).toContain(
    'what determinism costs could not be measured: the script makes no two steps of an optimizer',
  );
});

describe('from the times of steps', () => {
  const times = (rounds: number[][]) => ({
    seconds: rounds.flat(),
    ways: rounds.flatMap((round) => round.map((_, way) => way)),
    names: ['as-is', 'with-flags'] as ('as-is' | 'with-flags')[],
    gave_up: false,
  });
  const warm = [
    [9, 1],
    [9, 1],
    [9, 1],
  ];

  test('the first rounds do not count, and a machine that slows down slows both', () => {
    const rounds = [1, 1, 2, 3, 5].map((busy) => [busy, busy * 1.1]);
    const cost = flagCost(times([...warm, ...rounds]))!;
    expect(cost.warm_up).toBe(3);
    expect(cost.ways[0]).toMatchObject({ steps: 5, median_s: 2 });
    expect(cost.ways[1]!.change).toBeCloseTo(0.1);
    expect(cost.ways[1]!.clear).toBe(true);
  });

  test('what varies more than it changes is no clear change', () => {
    const rounds = [
      [1, 1.3],
      [1, 0.8],
      [1, 1.02],
      [1, 0.7],
      [1, 1.4],
    ];
    const cost = flagCost(times([...warm, ...rounds]))!;
    expect(cost.ways[1]!.clear).toBe(false);
    expect(costRows(cost)[1]).toEqual([
      'with the flags',
      '1.02 s a step',
      '+2.0 %, within what steps vary by',
    ]);
  });

  test('too few rounds say nothing', () => {
    expect(flagCost(times([...warm, [1, 1]]))).toBeNull();
    expect(flagCost({ seconds: [], ways: [], names: [], gave_up: false })).toBeNull();
  });

  test('a time has a unit that fits', () => {
    expect([0.0000312, 0.01234, 0.1234, 12.34].map(timeText)).toEqual([
      '31.2 µs',
      '12.3 ms',
      '123 ms',
      '12.3 s',
    ]);
  });
});

describe('--level auto', () => {
  test('of a long run it keeps the ops where they cost little, and says what', async () => {
    const ran = await checkText(training('time.sleep(0.05)'), { steps: 12, patience: 0.01 });
    expect(ran.result).toMatchObject({ verdict: 'identical', level: 'ops', steps: 12, runs: 2 });
    expect(ran.result.cost.overhead).toBeGreaterThan(0.7);
    expect(ran.result.cost.overhead).toBeLessThan(1.5);
    expect(text(ran)).toMatch(
      /level ops \(auto: tracing every op costs [01]\.\d\d×: [\d.]+ ms a step, [\d.]+ ms without/,
    );
  });

  test('leaves them out where they make a step much longer', async () => {
    const many = 'for _ in range(400): torch.ones(1) + 1';
    const ran = await checkText(training(many), { steps: 12, patience: 0.001 });
    expect(ran.result).toMatchObject({
      verdict: 'identical',
      level: 'steps',
      steps: 12,
      compared: { ops: 0 },
    });
    expect(ran.result.cost.overhead).toBeGreaterThan(1.5);
    expect(text(ran)).toMatch(/level steps \(auto: tracing every op would cost \d+\.\d\d×/);
    expect(ran.notes.notices).toContain(
      'compared step by step, because these runs are long; --level ops with fewer --steps shows single ops',
    );
  });

  test('looks closer at a divergence, with every op traced for the few steps that show it', async () => {
    const script = `import torch
torch.manual_seed(0)
torch.set_num_threads(4)
table = torch.randn(10, 16, requires_grad=True)
optimizer = torch.optim.SGD([table], lr=0.1)
for step in range(30):
    for _ in range(3000): torch.ones(1) + 1
    index = torch.randint(0, 10, (20000,))
    rows = table[index]
    loss = (rows * torch.randn(20000, 16)).sum()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
`;
    const ran = await checkText(script, { steps: 16, patience: 0.001 });
    expect(ran.result).toMatchObject({
      verdict: 'diverged',
      level: 'steps',
      steps: 16,
      compared: { ops: 0, draws: 33 },
      first_divergence: { kind: 'op', row: 9 },
      cause: { class: 'nondeterministic-op', rule: 'SR301', row: 9, confirmed: true },
    });
    expect(ran.notes.notices).toContainEqual(
      expect.stringMatching(/were found in two further runs of \d steps with every op traced$/),
    );
    const first = ran.result.annotations.filter(({ status }) => status === 'first');
    expect(first).toMatchObject([{ row: 9 }]);
    expect(ran.progress.map(({ text }) => text)).toContain('with every op traced, run 1 of 2');
  });
});
