// Aligning two traces: values, sequences, threads, lanes, growth, and bounded memory.
import { describe, expect, test } from 'vitest';
import type { Alignment } from '../../server/src/check/align/alignment.ts';
import { ops, pairOf, training } from './synthetic-pair.ts';
import type { WrittenEvent } from './trace-writer.ts';

async function align(a: WrittenEvent[], b: WrittenEvent[]): Promise<Alignment> {
  return (await pairOf(a, b)).alignments[0]!;
}

test('equal traces have no divergence, and everything is counted', async () => {
  const found = await align(training(3), training(3));
  expect(found.first).toBeNull();
  expect(found.steps).toEqual([3, 3]);
  expect(found.compared).toMatchObject({ draws: 3, ops: 6, metrics: 3, parameters: 3 });
});

test('draws in a row are one event, and count as many', async () => {
  const draws: WrittenEvent[] = [{ kind: 'draw', name: 'python:random', row: 2, extra: 7n }];
  expect((await align(draws, draws)).compared.draws).toBe(7);
});

describe('a value that differs', () => {
  test('is found at its event, and the rest is still compared', async () => {
    const b = training(5);
    b[7] = { ...b[7]!, after: 999n };
    const found = await align(training(5), b);
    expect(found.first).toMatchObject({ how: 'value', a: { index: 7 }, b: { index: 7 }, ordinal: 7 });
    expect(found.compared.metrics).toBe(5);
    expect(found.marks.filter(({ differing }) => differing > 0)).toHaveLength(1);
  });

  test('of a draw is no data yet', async () => {
    const b = training(3);
    b[0] = { ...b[0]!, before: 5n, after: 6n };
    b[3] = { ...b[3]!, after: 777n };
    const found = await align(training(3), b);
    expect(found.first!.a!.index).toBe(0);
    expect(found.firstData!.a!.index).toBe(3);
  });

  test('in sample or extra alone decides nothing', async () => {
    const b = training(2).map((event) => ({ ...event, sample: 42, extra: 9n }));
    expect((await align(training(2), b)).first).toBeNull();
  });
});

describe('sequences that differ', () => {
  test('are a divergence, and run together again after an insertion', async () => {
    const a = training(6);
    const b = [...a.slice(0, 8), ...ops(3, 'aten::extra', 77), ...a.slice(8)];
    const found = await align(a, b);
    expect(found.first).toMatchObject({ how: 'sequence', a: { index: 8 }, b: { index: 8 } });
    expect(found.compared.metrics).toBe(6);
  });

  test('of different length differ at the end', async () => {
    const found = await align(training(4), training(3));
    expect(found.first).toMatchObject({ how: 'sequence', b: null });
  });

  test('that share nothing for long meet again at the next step', async () => {
    const a = [...ops(700, 'aten::left', 10), ...training(3)];
    const b = [...ops(900, 'aten::right', 11), ...training(3)];
    const found = await align(a, b);
    expect(found.first).toMatchObject({ how: 'sequence' });
    expect(found.series[0]!.steps.length).toBeGreaterThanOrEqual(2);
  });

  test('lose a loss on one side only, and it is kept with a gap', async () => {
    const a = training(3);
    const b = a.filter((event) => !(event.kind === 'loss' && event.step === 1));
    const found = await align(a, b);
    expect(found.series[0]!.b).toContain(null);
  });
});

test('a growing difference is collected step by step', async () => {
  const b = training(5).map((event) =>
    event.kind === 'loss'
      ? { ...event, after: event.after! + 1n, sample: event.sample! + 2 ** event.step! }
      : event,
  );
  const [series] = (await align(training(5), b)).series;
  expect(series!.a.map((value, at) => Math.round(series!.b[at]! - value!))).toEqual([1, 2, 4, 8, 16]);
});

describe('what explains but does not decide', () => {
  test.each([
    ['a clock', { kind: 'query', name: 'time.time', row: 4 }],
    ['a seed value', { kind: 'seed', name: 'numpy:seed', row: 4 }],
    ['a draw inside a library', { kind: 'draw', name: 'python.Random:random', row: 0, flags: 16 | 2 }],
    ['an order that was watched', { kind: 'order', name: 'set', row: 4 }],
  ] as const)('%s', async (_, event) => {
    const a: WrittenEvent[] = [{ ...event, after: 1n }, ...training(2)];
    const b: WrittenEvent[] = [{ ...event, after: 2n }, ...training(2)];
    const found = await align(a, b);
    expect(found.first).toBeNull();
    expect(found.suspects.length + found.seeds[0].length).toBeGreaterThan(0);
  });

  test('more reads of a clock in one run shift nothing', async () => {
    const clock: WrittenEvent = { kind: 'query', name: 'time.time', row: 4 };
    const a = training(3);
    expect((await align(a, [clock, ...a.slice(0, 5), clock, clock, ...a.slice(5)])).first).toBeNull();
  });
});

describe('threads', () => {
  const other = (events: WrittenEvent[]) => events.map((event) => ({ ...event, thread: 1 }));

  test('may interleave in any order', async () => {
    const [x, y] = [ops(20, 'aten::x', 5), other(ops(20, 'aten::y', 6))];
    const mixed = x.flatMap((event, at) => [event, y[at]!]);
    expect((await align([...x, ...y], mixed)).first).toBeNull();
  });

  test('of which one goes on a little longer in the background are no divergence', async () => {
    const a = training(2);
    expect((await align([...a, ...other(ops(5, 'aten::y', 6))], a)).first).toBeNull();
  });
});

describe('helper threads', () => {
  const on = (thread: number, ...values: number[]): WrittenEvent[] =>
    values.map((value) => ({ kind: 'op', name: 'aten::x', row: 6, after: BigInt(value), thread }));

  test('that share the work out in another way are no divergence', async () => {
    const a = [...on(1, 1, 2, 3), ...on(2, 4, 5, 6)];
    const b = [...on(1, 5, 1, 4, 6), ...on(2, 3, 2)];
    const found = await align(a, b);
    expect(found.first).toBeNull();
    expect(found.compared.ops).toBe(6);
  });

  test('one of which computes something else are one, at that event', async () => {
    const a = [...on(1, 1, 2, 3), ...on(2, 4, 5, 6)];
    const b = [...on(2, 1, 2, 3), ...on(1, 4, 7, 6)];
    expect((await align(a, b)).first).toMatchObject({ how: 'value', a: { after: 5n }, b: { after: 7n } });
  });

  test('are told with the line that started them', async () => {
    const started: WrittenEvent = { kind: 'thread', name: '1', row: 9 };
    const machinery: WrittenEvent = { kind: 'thread', name: '500', row: 9, flags: 16 };
    expect((await align([started, machinery], [started])).threads).toHaveLength(1);
  });
});

test('printed lines differ on their own', async () => {
  const line = (after: bigint): WrittenEvent => ({ kind: 'line', name: 'stdout', row: 3, after });
  const found = await align([line(1n), line(2n)], [line(1n), line(3n)]);
  expect(found.first).toBeNull();
  expect(found.firstLine).toMatchObject({ a: { index: 1 } });
  expect(found.compared.lines).toBe(2);
});

test('of a loss over very many steps few are kept: the ends, the first that differs, and the largest gap', async () => {
  const losses = (other: (step: number) => number): WrittenEvent[] =>
    Array.from({ length: 70_000 }, (_, step) => ({
      kind: 'loss',
      name: 'backward',
      row: 3,
      step,
      sample: 1 + other(step),
    }));
  const found = await align(
    losses(() => 0),
    losses((step) => (step === 40_001 ? 5 : step >= 20_001 ? 1e-6 : 0)),
  );
  const { steps, a, b } = found.series[0]!;
  expect(steps.length).toBeLessThan(20_000);
  expect(steps).toEqual(steps.toSorted((x, y) => x - y));
  expect([steps[0], steps.at(-1)]).toEqual([0, 69_999]);
  expect(steps[a.findIndex((value, at) => value !== b[at])]).toBe(20_001);
  expect(b[steps.indexOf(40_001)]).toBe(6);
  expect(found.compared.metrics).toBe(70_000);
});
