// What causes are named for two runs that a test writes down, and the events that it writes them with.
import { type Hypothesis, hypotheses } from '../../server/src/check/cause.ts';
import { pairOf } from './synthetic-pair.ts';
import type { WrittenEvent } from './trace-writer.ts';

/** What may have caused the divergence of these two runs, best evidence first. */
export async function name(
  a: WrittenEvent[],
  b: WrittenEvent[],
  hashRandomised = false,
  device = 'cpu',
): Promise<(Hypothesis & { row: number | undefined })[]> {
  const pair = await pairOf(a, b);
  return hypotheses({
    ...pair.found!,
    parent: null,
    dictionary: pair.dictionary,
    hashRandomised,
    device,
    autotunes: true,
    values: (mismatch) => pair.values(mismatch, pair.found!.alignment),
    line: () => null,
  }).map((found) => ({ ...found, row: pair.dictionary.place(found.place)?.row }));
}

export const draw = (stream: string, value: bigint, row = 20): WrittenEvent => ({
  kind: 'draw',
  name: `${stream}:normal`,
  row,
  before: value,
  after: value + 1n,
  sample: Number(value),
});
export const seed = (stream: string, value: bigint, row = 2, flags = 0): WrittenEvent => ({
  kind: 'seed',
  name: `${stream}:seed`,
  row,
  after: value,
  flags,
});
export const query = (called: string, answer: bigint, row = 1): WrittenEvent => ({
  kind: 'query',
  name: called,
  row,
  after: answer,
});
export const op = (before: bigint, after: bigint, row = 11): WrittenEvent => ({
  kind: 'op',
  name: 'aten::mm',
  row,
  before,
  after,
});
