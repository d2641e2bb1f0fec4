// The two values at a divergence: they must be seen to differ.
import { expect, test } from 'vitest';
import { createDictionary } from '../../server/src/check/trace/dictionary.ts';
import { valuesOf } from '../../server/src/check/values.ts';
import { pairOf, training } from './synthetic-pair.ts';
import type { WrittenEvent } from './trace-writer.ts';

async function shown(change: Partial<WrittenEvent>) {
  const b = training(2);
  b[1] = { ...b[1]!, ...change };
  const { alignments } = await pairOf(training(2), b);
  return valuesOf(alignments[0]!.first!, createDictionary(), [new Map(), new Map()]);
}

test('are the numbers themselves, with as many digits as tell them apart', async () => {
  expect(await shown({ after: 9n, sample: 0.50001 })).toEqual({ a: '0.50000', b: '0.50001' });
});

test('are written out where they are large, as times are', async () => {
  const a = training(2);
  const b = training(2);
  for (const [run, sample] of [
    [a, 1_795_716_810.25],
    [b, 1_795_716_840.5],
  ] as const)
    run[1] = { ...run[1]!, after: BigInt(Math.floor(sample)), sample };
  const { alignments } = await pairOf(a, b);
  const values = valuesOf(alignments[0]!.first!, createDictionary(), [new Map(), new Map()]);
  expect(values).toEqual({ a: '1795716810', b: '1795716841' });
});

test('are fingerprints of the results where the first number agrees', async () => {
  const { a, b } = await shown({ after: 9n << 40n });
  expect(a).toMatch(/^#[0-9a-f]{8}$/);
  expect(b).not.toBe(a);
});

test('are fingerprints of the inputs where the results agree', async () => {
  const { a, b } = await shown({ before: 9n << 40n });
  expect(a).toMatch(/^inputs #[0-9a-f]{8}$/);
  expect(b).not.toBe(a);
});
