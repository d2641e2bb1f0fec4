// Naming causes from hand-written traces: class, line, rule, and what an intervention would pin.
import { describe, expect, test } from 'vitest';
import { ENTROPY, EXPLICIT } from '../../server/src/check/trace/event.ts';
import { draw, name, op, query, seed } from './hypotheses-of.ts';
import { training } from './synthetic-pair.ts';
import type { WrittenEvent } from './trace-writer.ts';

describe('a draw', () => {
  test.each([
    ['python', 'SR101'],
    ['numpy', 'SR102'],
    ['torch', 'SR103'],
    ['torch.cuda', 'SR103'],
  ])('of an unseeded %s stream', async (stream, rule) => {
    const [found] = await name([draw(stream, 1n)], [draw(stream, 2n)]);
    expect(found).toMatchObject({ class: 'unseeded-draw', rule, row: 20, guess: false });
    expect(found!.explanation).toContain('A 1, B 2');
  });

  test('before the seed', async () => {
    const run = (value: bigint) => [draw('torch', value), seed('torch', 7n, 30)];
    expect((await name(run(1n), run(2n)))[0]).toMatchObject({ rule: 'SR104', row: 20 });
  });

  test('that the seed is taken from', async () => {
    const run = (value: bigint) => [
      draw('python', value),
      { ...seed('torch', value, 30), sample: Number(value) },
    ];
    const [found] = await name(run(1n), run(2n));
    expect(found).toMatchObject({
      class: 'unseeded-draw',
      rule: 'SR106',
      row: 20,
      advice: 'Pass a fixed seed.',
    });
    expect(found!.explanation).toContain('train.py:30 is itself drawn at random here');
  });

  test('of the one stream that the seed block forgot', async () => {
    const run = (value: bigint) => [seed('torch', 7n), draw('numpy', value)];
    expect((await name(run(1n), run(2n)))[0]).toMatchObject({
      rule: 'SR107',
      stream: 'numpy',
      pins: { seed: [{ stream: 'numpy', value: 1024 }] },
    });
  });

  test.each([
    ['numpy.Generator', 'SR201'],
    ['python.Random', 'SR202'],
  ])('of a %s made without a seed is blamed on the line that made it', async (stream, rule) => {
    const run = (value: bigint) => [
      seed(stream, 0n, 5, ENTROPY | EXPLICIT),
      { ...draw(stream, value), flags: EXPLICIT },
    ];
    expect((await name(run(1n), run(2n)))[0]).toMatchObject({ class: 'unseeded-draw', rule, row: 5 });
  });

  test('after a seed call without a value is os-entropy at that call', async () => {
    const run = (value: bigint) => [seed('python', 0n, 5, ENTROPY), draw('python', value)];
    expect((await name(run(1n), run(2n)))[0]).toMatchObject({ class: 'os-entropy', rule: 'SR105', row: 5 });
  });

  test.each([
    ['time.time', 'clock', { clock: true }],
    ['os.urandom', 'os-entropy', { entropy: [['/project/train.py', 1]] }],
    ['os.getpid', 'os-entropy', { entropy: [['/project/train.py', 1]] }],
    ['numpy.random.SeedSequence', 'os-entropy', { entropy: [['/project/train.py', 1]] }],
    ['torch.initial_seed', 'unseeded-draw', { seed: [{ stream: 'torch', value: 1024 }] }],
  ])('whose seed came from %s', async (called, expected, pins) => {
    const run = (value: bigint) => [query(called, value), seed('torch', value), draw('torch', value)];
    expect((await name(run(1n), run(2n)))[0]).toMatchObject({ class: expected, rule: 'SR106', row: 1, pins });
  });

  test('may come from a hash where a clock was only logged', async () => {
    const run = (value: bigint) => [query('time.time', value), seed('torch', value), draw('torch', value)];
    const classes = (await name(run(1n), run(2n), true)).map((found) => found.class);
    expect(classes).toEqual(['clock', 'iteration-order', 'unknown']);
  });

  test('that reaches no tensor is said to be harmless to them', async () => {
    const run = (value: bigint) => [draw('python', value), ...training(1)];
    expect((await name(run(1n), run(2n)))[0]!.explanation).toContain('No tensor that was compared differs');
  });
});

describe('an op', () => {
  test('with the same inputs and other outputs is nondeterministic, at its forward line', async () => {
    const [found] = await name([op(1n, 2n)], [op(1n, 3n)]);
    expect(found).toMatchObject({ class: 'nondeterministic-op', rule: 'SR301', row: 11 });
  });

  test('on a GPU may have no deterministic form, or be chosen anew by the autotuner', async () => {
    const found = async (called: string, device: string) => {
      const run = (after: bigint) => [{ ...op(1n, after), name: called }];
      return (await name(run(2n), run(3n), false, device)).map(({ rule, pins }) => [rule, pins]);
    };
    const onCpu = ['SR307', { on_cpu: [['/project/train.py', 11]] }];
    expect(await found('aten::bincount', 'cuda:0 X')).toEqual([['SR301', { deterministic: true }], onCpu]);
    expect(await found('aten::convolution', 'cuda:0 X')).toEqual([['SR302', { deterministic: true }], onCpu]);
    expect(await found('aten::convolution', 'cpu')).toEqual([['SR301', { deterministic: true }]]);
  });

  test('with other inputs is not, and guesses need an intervention', async () => {
    const all = await name(
      [query('time.time', 1n, 9), op(1n, 2n)],
      [query('time.time', 2n, 9), op(3n, 4n)],
      true,
    );
    expect(all.map((found) => [found.class, found.guess])).toEqual([
      ['clock', true],
      ['iteration-order', true],
      ['nondeterministic-op', true],
      ['unknown', false],
    ]);
  });

  test('is not blamed on a clock that was read after it', async () => {
    const all = await name([op(1n, 2n), query('time.time', 1n)], [op(3n, 4n), query('time.time', 2n)]);
    expect(all.map((found) => found.class)).toEqual(['nondeterministic-op', 'unknown']);
  });

  test('is not blamed on the hash seed where the user has fixed it', async () => {
    const classes = async (random: boolean) =>
      (await name([op(1n, 2n)], [op(3n, 4n)], random)).map((found) => found.class);
    expect(await classes(true)).toContain('iteration-order');
    expect(await classes(false)).not.toContain('iteration-order');
  });
});

describe('sequences that differ', () => {
  test('after a clock was read are control flow, by the clock', async () => {
    const a = [query('time.time', 1n, 9), op(1n, 1n, 10), op(1n, 1n, 11)];
    const b = [query('time.time', 2n, 9), op(1n, 1n, 11)];
    expect((await name(a, b))[0]).toMatchObject({ class: 'control-flow', rule: 'SR506', row: 9 });
  });

  test('after an alarm went off are control flow, by the line that set it, whichever run it ended first', async () => {
    const [short, long] = [[op(1n, 1n, 10)], [op(1n, 1n, 10), op(1n, 1n, 10), op(1n, 1n, 10)]];
    const rung = (loop: WrittenEvent[]) => [
      ...loop,
      query('signal.alarm', BigInt(loop.length), 4),
      op(1n, 1n, 12),
    ];
    const both = [await name(rung(short), rung(long)), await name(rung(long), rung(short))];
    for (const [first] of both)
      expect(first).toMatchObject({ class: 'control-flow', rule: 'SR506', row: 4, pins: { clock: true } });
  });

  test('for no visible reason are control flow all the same', async () => {
    const all = await name([op(1n, 1n, 10), op(1n, 1n, 11)], [op(1n, 1n, 11)]);
    expect(all.at(-1)).toMatchObject({ class: 'control-flow', pins: null, row: 10 });
    expect(all.at(-1)!.explanation).toContain('train.py:10');
  });
});

describe('a restored state', () => {
  test('that was taken before the seed is the cause, at the line that restores it', async () => {
    const run = (value: bigint): WrittenEvent[] => [
      seed('numpy', 7n, 2),
      { kind: 'seed', name: 'numpy:set_state', row: 8, after: value, extra: value },
      draw('numpy', value),
    ];
    const [found] = await name(run(1n), run(2n));
    expect(found).toMatchObject({ class: 'restored-state', rule: 'SR102', row: 8, guess: false });
  });

  test('that is the same in both runs is none', async () => {
    const run = (value: bigint): WrittenEvent[] => [
      { kind: 'seed', name: 'numpy:set_state', row: 8, after: 5n, extra: 5n },
      draw('numpy', value),
    ];
    expect((await name(run(1n), run(2n))).map((found) => found.class)).not.toContain('restored-state');
  });
});
