// Workers of a pool of processes are compared task by task: which of them takes which task is chance.
import { expect, test } from 'vitest';
import { hypotheses } from '../../server/src/check/cause.ts';
import { findFirst } from '../../server/src/check/first-divergence.ts';
import type { Pair } from '../../server/src/check/pair.ts';
import { pairOfRuns, training, type WrittenRun } from './synthetic-pair.ts';
import type { WrittenEvent, WrittenTrace } from './trace-writer.ts';

interface Given {
  /** Of the draw that the task makes. */
  value?: number;
  /** The state in which the task finds the stream. */
  state?: number;
  result?: number;
  first?: WrittenEvent[];
}

function task(
  number: number,
  { value = number, state = 1, result = 0, first = [] }: Given = {},
): WrittenEvent[] {
  const id = BigInt(number);
  const draw = { before: BigInt(state), after: BigInt(value), sample: value };
  return [
    { kind: 'task', name: 'begin', before: id },
    ...first,
    { kind: 'draw', name: 'numpy:rand', row: 5, ...draw },
    { kind: 'op', name: 'aten::mul', row: 6, before: BigInt(value), after: BigInt(value + 1000) },
    { kind: 'task', name: 'end', before: id, after: BigInt(result), extra: 1n },
  ];
}

function worker(...tasks: WrittenEvent[][]): WrittenTrace {
  return { events: tasks.flat(), end: null };
}

const main: WrittenTrace = { events: training(2) };

async function pools(
  a: WrittenTrace[],
  b: WrittenTrace[],
  mains: [WrittenTrace, WrittenTrace] = [main, main],
): Promise<Pair> {
  const run = (of: WrittenTrace[], own: WrittenTrace): WrittenRun => ({
    'r0.main': own,
    ...Object.fromEntries(of.map((trace, at) => [`r0.pool1.${at + 1}`, trace])),
  });
  return pairOfRuns(run(a, mains[0]), run(b, mains[1]));
}

test('tasks that other workers take in another order are no divergence, and are counted', async () => {
  const a = [worker(task(1), task(3)), worker(task(2), task(4))];
  const b = [worker(task(2)), worker(task(1)), worker(task(4), task(3))];
  const { found, lost, alignments } = await pools(a, b);
  expect(found).toBeNull();
  expect(lost).toEqual([null, null]);
  expect(alignments.find(({ process }) => process.name === 'pool1')!.compared).toMatchObject({
    draws: 4,
    ops: 4,
  });
});

test('a worker that had nothing to do, or that was ended at work, loses nothing', async () => {
  const half = { events: [...task(1), task(2)[0]!], end: null };
  expect((await pools([half, worker(task(2))], [worker(task(2), task(1))])).lost).toEqual([null, null]);
});

test('tasks whose numbers are given out in another order are matched by what they do', async () => {
  const a = [worker(task(1, { value: 11 }), task(2, { value: 12 }))];
  const b = [worker(task(1, { value: 12 }), task(2, { value: 11 }))];
  expect((await pools(a, b)).found).toBeNull();
});

test('what each worker loads once, in whichever task comes first, is no divergence', async () => {
  const load: WrittenEvent[] = [{ kind: 'op', name: 'aten::empty', row: 2, after: 7n }];
  const a = [worker(task(1, { first: load, result: 81 }), task(3)), worker(task(2, { first: load }))];
  const b = [worker(task(1, { first: load, result: 82 }), task(2), task(3))];
  expect((await pools(a, b)).found).toBeNull();
});

test('a task that gives the same back is not asked what it did on the way', async () => {
  expect(
    (await pools([worker(task(1, { result: 9 }))], [worker(task(1, { value: 5, result: 9 }))])).found,
  ).toBeNull();
});

test('a task that draws something else is found in the worker that did it', async () => {
  const a = [worker(task(1), task(2)), worker(task(3), task(4))];
  const b = [worker(task(4), task(1)), worker(task(2), task(3, { value: 33, state: 8 }))];
  const { found } = await pools(a, b);
  expect(found!.mismatch).toMatchObject({ how: 'value', a: { after: 3n }, b: { after: 33n } });
  expect(found!.alignment.traces.map(({ name }) => name)).toEqual(['pool1.2', 'pool1.2']);
});

test('a task that takes another path is found where the main process differs too', async () => {
  const other = { events: training(2).map((event) => ({ ...event, after: event.after! + 500n })) };
  const more: WrittenEvent[] = [{ kind: 'op', name: 'aten::more', row: 9, after: 7n }];
  const [a, b] = [[worker(task(1, { result: 1 }))], [worker(task(1, { result: 2, first: more }))]];
  expect((await pools(a, b)).found).toBeNull();
  const pair = await pools(a, b, [{ events: training(2).slice(1) }, { events: other.events.slice(1) }]);
  expect(pair.found).toMatchObject({
    alignment: { process: { name: 'pool1' } },
    mismatch: { how: 'sequence' },
  });
});

test('printed lines of a task differ where no tensor is seen', async () => {
  const says = (after: bigint): WrittenTrace => ({
    events: [
      { kind: 'task', name: 'begin', before: 1n },
      { kind: 'line', name: 'stdout', row: 3, after },
      { kind: 'task', name: 'end', before: 1n, extra: 1n },
    ],
    end: null,
  });
  const silent: WrittenTrace = { events: [] };
  const { alignments } = await pools([says(1n)], [says(2n)], [silent, silent]);
  expect(findFirst(alignments)!.mismatch).toMatchObject({ a: { after: 1n }, b: { after: 2n } });
  expect((await pools([says(1n)], [says(2n)])).found).toBeNull();
});

function causeIn({ found, dictionary, values }: Pair) {
  const { alignment, mismatch } = found!;
  return hypotheses({
    alignment,
    mismatch,
    parent: null,
    dictionary,
    hashRandomised: true,
    device: 'cpu',
    autotunes: false,
    values: (of) => values(of, alignment),
    line: () => null,
  })[0]!;
}

test('a stream that workers find alike and draw on from is a race for the tasks', async () => {
  const a = [worker(task(1, { state: 7 }), task(2, { state: 8 })), worker(task(3, { value: 1, state: 7 }))];
  const b = [
    worker(task(1, { state: 7 })),
    worker(task(3, { value: 1, state: 7 }), task(2, { value: 5, state: 9 })),
  ];
  expect(causeIn(await pools(a, b))).toMatchObject({ class: 'thread-race', pins: { one_worker: true } });
});

test('draws that two tasks have exchanged are found, though all of them are in both runs', async () => {
  const drawn = (value: number, result: number) => ({ value, state: value, result });
  const a = [worker(task(1, drawn(7, 71)), task(2, drawn(8, 82)))];
  const b = [worker(task(2, drawn(7, 72)), task(1, drawn(8, 81)))];
  const pair = await pools(a, b);
  expect(pair.found!.mismatch).toMatchObject({ a: { after: 7n }, b: { after: 8n } });
  expect(causeIn(pair).class).toBe('thread-race');
});

test('a stream that workers find in another state in each run was never seeded', async () => {
  const pair = await pools([worker(task(1, { state: 7 }))], [worker(task(1, { value: 5, state: 8 }))]);
  expect(causeIn(pair).class).toBe('unseeded-draw');
});

test('a generator that a task makes from entropy is no race', async () => {
  const made: WrittenEvent[] = [{ kind: 'seed', name: 'numpy:seed', row: 4, flags: 4 }];
  const pair = await pools(
    [worker(task(1, { first: made }))],
    [worker(task(1, { value: 5, state: 8, first: made }))],
  );
  expect(causeIn(pair).class).toBe('os-entropy');
});
