// The reports: the JSON contract to the key, and what the terminal shows and refuses to show.
import { describe, expect, test } from 'vitest';
import { growthOf, selectRows, sparkline } from '../../server/src/check/growth.ts';
import { harmless, wantsColour } from '../../server/src/check/paint.ts';
import { reportJson } from '../../server/src/check/report-json.ts';
import { reportText } from '../../server/src/check/report-text.ts';
import type { CheckReport } from '../../server/src/check/result.ts';
import { apart } from '../../server/src/check/values.ts';

const source = ['import random', '', 'def main():', '    x = random.random()', '    return x'];

const diverged: CheckReport = {
  result: {
    version: 1,
    verdict: 'diverged',
    reason: null,
    runs: 2,
    steps: 20,
    level: 'ops',
    device: 'cpu',
    ends: [
      { run: 1, rank: 0, kind: 'step-limit', code: 0 },
      { run: 2, rank: 0, kind: 'step-limit', code: 0 },
    ],
    compared: { draws: 1200, batches: 1, ops: 30, parameters: 4, metrics: 2, lines: 0 },
    first_divergence: {
      filename: '/project/train.py',
      row: 4,
      end_row: 4,
      step: 0,
      rank: 0,
      worker: null,
      kind: 'draw',
      name: 'python:random',
      a: '0.9022',
      b: '0.0401',
    },
    cause: {
      class: 'unseeded-draw',
      filename: '/project/train.py',
      row: 4,
      rule: 'SR101',
      confirmed: true,
      explanation: 'Python was never seeded (A 0.9022, B 0.0401).',
    },
    annotations: [],
    metrics: { loss: { steps: [0, 1, 2], a: [1, 2, 3], b: [1, 2.001, 4] } },
    cost: { plain_s: null, traced_s: 1.5 },
  },
  notes: { script: 'train.py', limited: true, notices: ['no GPU was used'], missing: [] },
};

const text = (report: CheckReport, colour = false) =>
  reportText(report, { colour, cwd: '/project', lines: () => source });

test('the JSON report has exactly the keys of the contract', () => {
  const parsed = JSON.parse(reportJson(diverged));
  expect(Object.keys(parsed)).toEqual(
    'version verdict reason runs steps level device ends compared first_divergence cause annotations metrics cost'.split(
      ' ',
    ),
  );
  expect(Object.keys(parsed.first_divergence)).toEqual(
    'filename row end_row step rank worker kind name a b'.split(' '),
  );
  expect(Object.keys(parsed.cause)).toEqual('class filename row rule confirmed explanation'.split(' '));
  expect(Object.keys(parsed.compared)).toEqual('draws batches ops parameters metrics lines'.split(' '));
  expect(Object.keys(parsed.ends[0])).toEqual(['run', 'rank', 'kind', 'code']);
});

describe('the report for a terminal', () => {
  test('shows verdict, extent, cause, source line, both values, growth and what was compared', () => {
    expect(text(diverged)).toMatchInlineSnapshot(`
      "✗ diverged  train.py  over the first 20 optimizer steps, 2 runs
        they part at step 0: draw python:random

        unseeded-draw  SR101  confirmed by intervention
        ── train.py:4
          3 │ def main():
        ▶ 4 │     x = random.random()
            │     A 0.9022  ≠  B 0.0401
          5 │     return x

        Python was never seeded (A 0.9022, B 0.0401).

        loss           A         B  |A − B|
        step 0  1.000000  1.000000        0
        step 1  2.000000  2.001000   1.0e-3
        step 2  3.000000  4.000000   1.0e+0
        |A − B|  ·▁█  1.0e-3 … 1.0e+0, log scale

        compared  1,200 draws · 1 batch · 30 ops · 4 parameter states · 2 losses and metrics
        on        cpu, level ops, 1.5 s a run

        • no GPU was used
      "
    `);
  });

  test('of identical runs says over how many steps and runs, and never that the script is deterministic', () => {
    const { first_divergence: _, cause: __, ...rest } = diverged.result;
    const same: CheckReport = {
      ...diverged,
      result: { ...rest, verdict: 'identical', first_divergence: null, cause: null },
    };
    expect(text(same)).toContain('✓ identical  train.py  over the first 20 optimizer steps, 2 runs');
    expect(text(same)).not.toContain('deterministic');
  });

  test('says under the headline that nothing reached a result, and not once more below', () => {
    const stayed =
      'What differs stayed where it was: the gradients and parameters are the same in both runs.';
    const metrics = { loss: { steps: [0, 1], a: [1, 2], b: [1, 2] } };
    const same = { result: { ...diverged.result, metrics }, notes: { ...diverged.notes, stayed } };
    expect(text(same).split('\n').slice(0, 4)).toEqual([
      '✗ diverged  train.py  over the first 20 optimizer steps, 2 runs',
      '  they part at step 0: draw python:random',
      `  ${stayed}`,
      '',
    ]);
    expect(text(same)).not.toContain('no loss or metric differs');
    const { stayed: _, ...unknown } = same.notes;
    expect(text({ ...same, notes: unknown })).toContain('no loss or metric differs over these steps');
  });

  test('has no escape codes without a terminal, and balanced ones with it', () => {
    expect(text(diverged)).not.toContain('\u001b');
    expect(text(diverged, true)).toContain('\u001b[31m');
  });

  test('lets nothing of a script reach the terminal as a command', () => {
    const hostile = {
      ...diverged,
      result: { ...diverged.result, reason: 'a\u001b[2Jb\u202ec\r\nd' },
    };
    expect(text(hostile)).toContain('a�[2Jb�c��d');
  });
});

test('colour follows FORCE_COLOR, then NO_COLOR, then the terminal', () => {
  expect(wantsColour(false, { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(true);
  expect(wantsColour(true, { FORCE_COLOR: '0' })).toBe(false);
  expect(wantsColour(true, { NO_COLOR: '1' })).toBe(false);
  expect(wantsColour(true, {})).toBe(true);
  expect(wantsColour(false, {})).toBe(false);
});

test('harmless text keeps what is printable', () => {
  expect(harmless('äöü 日本 \t ≠')).toBe('äöü 日本      ≠');
});

test('two numbers are shown with as many digits as tell them apart', () => {
  expect(apart(0.25, 0.75)).toEqual({ a: '0.2500', b: '0.7500' });
  expect(apart(0.12345678, 0.12345671)).toEqual({ a: '0.1234568', b: '0.1234567' });
  expect(apart(3, 4)).toEqual({ a: '3', b: '4' });
  expect(apart(Number.NaN, 1)).toEqual({ a: 'nan', b: '1' });
  expect(apart(0, -0)).toEqual({ a: '0', b: '-0' });
});

describe('growth', () => {
  const series = (gaps: number[]) => ({
    steps: gaps.map((_, at) => at),
    a: gaps.map(() => 0),
    b: gaps,
  });
  test('keeps first, last and the first that differs', () => {
    const rows = selectRows(growthOf(series(Array.from({ length: 100 }, (_, at) => (at < 37 ? 0 : at)))), 7);
    expect(rows.map(({ step }) => step)).toEqual(expect.arrayContaining([0, 37, 99]));
    expect(rows.length).toBeLessThanOrEqual(7);
  });
  test('is drawn on a log scale, with steps that agree as dots', () => {
    expect(sparkline(growthOf(series([0, 1e-6, 1e-3, 1])), 40)).toBe('·▁▅█');
  });
  test('of many steps keeps each peak', () => {
    const gaps = Array.from({ length: 1000 }, (_, at) => (at === 501 ? 1 : 1e-6));
    expect(sparkline(growthOf(series(gaps)), 50)).toContain('█');
  });
});
