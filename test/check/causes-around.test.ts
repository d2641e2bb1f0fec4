// Naming causes that lie around the divergence: what was asked of the system, threads, other processes.
import { describe, expect, test } from 'vitest';
import { findFirst, shownEvent } from '../../server/src/check/first-divergence.ts';
import { nameCause } from '../../server/src/check/name-cause.ts';
import { rankNotices } from '../../server/src/check/ranks.ts';
import { createSourceText } from '../../server/src/check/source-text.ts';
import { draw, name, op, query, seed } from './hypotheses-of.ts';
import { pairOfRuns, type WrittenRun } from './synthetic-pair.ts';
import type { WrittenEvent } from './trace-writer.ts';

describe('what was asked before data differ', () => {
  const asked = (called: string, before: bigint, after: bigint): WrittenEvent => ({
    ...query(called, after, 9),
    before,
  });
  const differing = (called: string, before: [bigint, bigint] = [0n, 0n]) =>
    name([asked(called, before[0], 1n), op(1n, 2n)], [asked(called, before[1], 2n), op(3n, 4n)]);

  test.each([
    ['os.listdir', 'directory-order', 'SR501', 'sorted_listing'],
    ['pathlib.Path.iterdir', 'directory-order', 'SR501', 'sorted_listing'],
    ['psutil.virtual_memory', 'environment', null, 'answers'],
    ['read /proc/uptime', 'environment', null, 'answers'],
    ['subprocess', 'environment', null, 'answers'],
    ['as_completed', 'data-order', 'SR504', 'arrival'],
    ['asyncio.as_completed', 'data-order', 'SR504', 'arrival'],
    ['asyncio.wait', 'data-order', 'SR504', 'arrival'],
    ['Pool.imap_unordered', 'data-order', 'SR504', 'arrival'],
    ['DataLoader(in_order=False)', 'data-order', null, 'arrival'],
    ['asyncio.Task', 'data-order', null, 'arrival'],
    ['asyncio.Queue.get', 'data-order', null, 'answers'],
    ['multiprocessing.connection.wait', 'data-order', null, 'answers'],
    ['os.path.getmtime', 'clock', null, 'answers'],
    ['os.environ:MASTER_PORT', 'environment', null, 'answers'],
    ['socket.getsockname', 'environment', null, 'answers'],
    ['os.wait', 'data-order', null, 'arrival'],
    ['AsyncResult.ready', 'data-order', null, 'answers'],
    ['Event.is_set', 'thread-race', null, 'answers'],
    ['torch.new_empty', 'nondeterministic-op', 'SR311', 'filled'],
    ['numpy.empty_like', 'nondeterministic-op', 'SR311', 'filled'],
  ])('%s', async (called, expected, rule, pin) => {
    const [found] = await differing(called);
    expect(found).toMatchObject({ class: expected, rule, row: 9, guess: true });
    expect(found!.pins).toEqual({ [pin]: [['/project/train.py', 9]] });
  });

  test('memory of a batch that is read only after the batch was handed out is suspected all the same', async () => {
    const run = (value: bigint): WrittenEvent[] => [
      { kind: 'batch', name: 'DataLoader#1', row: 8, after: value },
      query('torch.empty', value, 5),
      op(value, value),
    ];
    const [found] = await name(run(1n), run(2n));
    expect(found).toMatchObject({ class: 'nondeterministic-op', rule: 'SR311', row: 5 });
  });

  test('a tensor that holds the seed leads to where its value was asked for', async () => {
    const run = (value: bigint) => [
      query('os.environ:JOB', value, 9),
      { ...op(value, value, 12), sample: Number(value) },
      { ...seed('torch', value, 20), sample: Number(value) },
    ];
    const [found] = await name(run(5n), run(6n));
    expect(found).toMatchObject({ class: 'environment', rule: 'SR106', row: 9, guess: false });
    expect(found!.explanation).toContain('the environment variable `JOB`');
  });

  test('what another rank alone gave is no nondeterministic operation', async () => {
    const got = (value: bigint): WrittenEvent => ({ ...op(0n, value), name: 'c10d::broadcast' });
    const all = await name([got(1n)], [got(2n)]);
    expect(all.filter(({ guess }) => !guess).map((found) => found.class)).toEqual(['unknown']);
  });

  test('a folder with other files in it is no order', async () => {
    const all = await differing('os.listdir', [1n, 2n]);
    expect(all.map((found) => found.class)).not.toContain('directory-order');
  });

  test('the run that stops waiting first tells why the other one goes on', async () => {
    const asks = (...answers: bigint[]) =>
      answers.flatMap((answer, at) => [query('Thread.is_alive', answer, 9), op(BigInt(at), 1n, 10)]);
    const [longer, shorter] = [asks(1n, 1n, 1n, 1n), [...asks(1n, 1n), query('Thread.is_alive', 2n, 9)]];
    // Only the end of the waiting is noted once there were many questions.
    const late = longer.filter(({ kind }, at) => kind !== 'query' || at < 4);
    for (const [a, b] of [
      [[...late, query('Thread.is_alive', 3n, 9)], shorter],
      [shorter, [...late, query('Thread.is_alive', 3n, 9)]],
    ] satisfies [WrittenEvent[], WrittenEvent[]][])
      expect((await name(a, b))[0]).toMatchObject({ class: 'control-flow', row: 9 });
  });

  test('whether a thread has ended decides what runs', async () => {
    const a = [query('Thread.is_alive', 1n, 9), op(1n, 1n, 10), op(1n, 1n, 11)];
    const b = [query('Thread.is_alive', 2n, 9), op(1n, 1n, 11)];
    expect((await name(a, b))[0]).toMatchObject({ class: 'control-flow', rule: null, row: 9 });
  });
});

describe('threads of the script', () => {
  const started: WrittenEvent = { kind: 'thread', name: '1', row: 6 };

  test('that draw from one stream are suspected at the draw', async () => {
    const run = (value: bigint) => [started, seed('numpy', 7n), draw('numpy', value)];
    const [found] = await name(run(1n), run(2n));
    expect(found).toMatchObject({ class: 'thread-race', row: 20, pins: { serial_threads: true } });
  });

  test('that leave results for the main one are suspected where they were started', async () => {
    expect((await name([started, op(1n, 2n)], [started, op(3n, 4n)]))[0]).toMatchObject({ row: 6 });
  });

  test('that read while another writes are no nondeterministic operation', async () => {
    const inThread = (after: bigint) => ({ ...op(1n, after), thread: 1 });
    const all = await name([started, inThread(2n)], [started, inThread(3n)]);
    expect(all[0]).toMatchObject({ class: 'thread-race', row: 11 });
  });

  test('are mentioned where the cause stays unknown', async () => {
    const advice = async (...before: WrittenEvent[]) =>
      (await name([...before, op(1n, 2n)], [...before, op(3n, 4n)])).at(-1)!;
    expect(await advice(started)).toMatchObject({
      class: 'unknown',
      advice: expect.stringContaining('a thread of the script (one is started at train.py:6)'),
    });
    expect((await advice()).advice).not.toContain('thread');
  });

  test('started after the divergence are none of it', async () => {
    const all = await name([op(1n, 2n), started], [op(3n, 4n), started]);
    expect(all.map((found) => found.class)).not.toContain('thread-race');
  });
});

describe('among processes', () => {
  const batch = (value: bigint): WrittenEvent => ({
    kind: 'batch',
    name: 'DataLoader#1',
    row: 8,
    after: value,
  });
  const run = (main: WrittenEvent[], worker: WrittenEvent[]): WrittenRun => ({
    'r0.main': { events: main },
    'r0.worker0': { events: worker },
  });
  const firstOf = async (a: WrittenRun, b: WrittenRun) => {
    const pair = await pairOfRuns(a, b);
    const found = findFirst(pair.alignments)!;
    return [found.alignment.process.name, pair.dictionary.name(shownEvent(found.mismatch).name)];
  };

  test('a batch that differs leads to the worker that drew', async () => {
    const side = (value: bigint) => run([batch(value)], [draw('numpy', value)]);
    expect(await firstOf(side(1n), side(2n))).toEqual(['worker0', 'numpy:normal']);
  });

  test('a seed that a child was given leads to what the main process had asked for', async () => {
    const side = (value: bigint): WrittenRun => ({
      'r0.main': { events: [query('socket.getsockname', value, 3), op(1n, 1n)] },
      'r0.child1': { events: [seed('torch', value), draw('torch', value)] },
    });
    const pair = await pairOfRuns(side(1n), side(2n));
    const { causes } = await nameCause(pair, { hashRandomised: true, source: createSourceText() }, null);
    expect(causes[0]!.cause).toMatchObject({ class: 'environment', rule: 'SR106', row: 3 });
  });

  test('a batch that another worker made comes from the order of arrival, not from a worker', async () => {
    const side = (worker: bigint) => run([{ ...batch(worker), extra: worker }], [draw('numpy', worker)]);
    expect(await firstOf(side(1n), side(2n))).toEqual(['main', 'DataLoader#1']);
  });

  test('what a rank only got from another one follows from that one', async () => {
    const at = (name: string, row: number, before: bigint, after: bigint): WrittenEvent => ({
      kind: 'op',
      name,
      row,
      step: 3,
      before,
      after,
    });
    const exchange = (before: bigint, after: bigint) => at('c10d::all_reduce', 20, before, after);
    const ranks = (side: bigint): WrittenRun => ({
      'r0.main': { events: [exchange(1n, 1n), at('aten::mm', 10, 1n, 1n), exchange(1n, side)] },
      'r1.main': { events: [exchange(1n, 1n), at('aten::mm', 10, side, side), exchange(side, side)] },
    });
    const pair = await pairOfRuns(ranks(5n), ranks(6n));
    const found = findFirst(pair.alignments)!;
    expect(found.alignment.process.rank).toBe(1);
    expect(rankNotices(found, pair.alignments, pair.dictionary)).toEqual([
      'of 2 ranks, rank 1 parts first',
      'the difference reaches rank 0 at step 3 through `c10d::all_reduce` (train.py:20)',
    ]);
  });

  test('of ranks that differ in one step the one that exchanged less before it is first', async () => {
    const ddp = { kind: 'op', name: 'c10d::allreduce_', row: 20 } as const;
    const off = (kind: 'op' | 'gradient', side: bigint): WrittenEvent => ({
      kind,
      name: 'weight',
      row: 9,
      before: side,
      after: side,
    });
    const ranks = (side: bigint): WrittenRun => ({
      'r0.main': { events: [ddp, ddp, off('gradient', side)] },
      'r1.main': { events: [ddp, off('op', side), ddp, off('gradient', side)] },
      'r2.main': { events: [ddp, ddp] },
    });
    const pair = await pairOfRuns(ranks(5n), ranks(6n));
    const found = findFirst(pair.alignments)!;
    expect(found.alignment.process.rank).toBe(1);
    expect(rankNotices(found, pair.alignments, pair.dictionary)).toEqual([
      'of 3 ranks, rank 1 parts first',
      'the difference reaches rank 0 at step 0 through `c10d::allreduce_` (train.py:20)',
      'nothing differs in rank 2',
    ]);
  });

  test('an unseeded base seed of the main process comes before its workers', async () => {
    const side = (value: bigint) => run([draw('torch', value), batch(value)], [draw('numpy', value)]);
    expect(await firstOf(side(1n), side(2n))).toEqual(['main', 'torch:normal']);
  });
});
