// Where nothing that differs reaches a gradient, a parameter, a loss or a metric, that is said; and never where it is not known.
import { expect, test } from 'vitest';
import { stayedText } from '../../server/src/check/stayed.ts';
import { pairOf, pairOfRuns, training } from './synthetic-pair.ts';
import type { WrittenEvent } from './trace-writer.ts';

const differing = (...indices: number[]): WrittenEvent[] =>
  training(3).map((event, index) => (indices.includes(index) ? { ...event, after: 9_999n } : event));

const metric = (after: bigint): WrittenEvent => ({
  kind: 'metric',
  name: 'accuracy',
  row: 20,
  step: 2,
  after,
});

const said = async (a: WrittenEvent[], b: WrittenEvent[]) => stayedText([await pairOf(a, b)]);

test('a draw and an op that lead nowhere are said to, with what was compared', async () => {
  expect(await said(training(3), differing(0, 1, 6))).toBe(
    'What differs stayed where it was: the parameters and losses are the same in both runs.',
  );
  const gradient: WrittenEvent = { kind: 'gradient', name: 'weight', row: 13, step: 2, after: 5n };
  expect(await said([...training(3), gradient, metric(1n)], [...differing(0), gradient, metric(1n)])).toBe(
    'What differs stayed where it was: the gradients, parameters, losses and logged metrics are the same in both runs.',
  );
});

test('nothing is said where a result differs, or is there in one run alone', async () => {
  expect(await said(training(3), training(3))).toBeNull();
  for (const result of [3, 4, 16]) expect(await said(training(3), differing(0, result))).toBeNull();
  expect(await said([...training(3), metric(1n)], [...differing(0), metric(2n)])).toBeNull();
  expect(await said([...training(3), metric(1n)], differing(0))).toBeNull();
  expect(await said(differing(0), [...training(3), metric(1n)])).toBeNull();
  expect(await said(training(3), differing(0).slice(0, -2))).toBeNull();
});

test('nothing is said of runs in which no such result is seen', async () => {
  expect(await said(training(3).slice(0, 2), differing(0).slice(0, 2))).toBeNull();
});

test('a result of a thread counts wherever in the thread it came, and one that has no counterpart counts against', async () => {
  const inThread = (...results: WrittenEvent[]) => results.map((event) => ({ ...event, thread: 2 }));
  const [one, other] = [metric(1n), { ...metric(2n), row: 21 }];
  const [a, b] = [
    [...training(3), ...inThread(one, other)],
    [...differing(0), ...inThread(other, one)],
  ];
  expect(await said(a, b)).toMatch(/losses and logged metrics are the same/);
  expect(await said(a, b.slice(0, -1))).toBeNull();
  expect(await said(a.slice(0, -1), b)).toBeNull();
});

test('every rank counts, and a trace that is lost says nothing', async () => {
  const main = (events: WrittenEvent[]) => ({ events });
  const [same, apart] = [main(training(3)), main(differing(0))];
  const ranks = await pairOfRuns(
    { 'r0.main': same, 'r1.main': same },
    { 'r0.main': apart, 'r1.main': main(differing(4)) },
  );
  expect(stayedText([ranks])).toBeNull();
  const lost = await pairOfRuns({ 'r0.main': same }, { 'r0.main': { ...apart, end: null } });
  expect(stayedText([lost])).toBeNull();
  const pairs = [await pairOf(training(3), differing(0)), await pairOf(training(3), training(3))];
  expect(stayedText(pairs)).toMatch(/are the same in all runs/);
  expect(stayedText([...pairs, await pairOf(training(3), differing(4))])).toBeNull();
});
