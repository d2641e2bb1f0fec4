// Where a difference spreads: layer by layer and step by step, and line by line to the first loss.
import { expect, test } from 'vitest';
import { createSpread } from '../../server/src/check/align/spread.ts';
import { chainOf } from '../../server/src/check/chain.ts';
import { stripOf } from '../../server/src/check/strip.ts';
import { MODULE, OP } from '../../server/src/check/trace/event.ts';
import { pairOf, training } from './synthetic-pair.ts';
import type { WrittenEvent } from './trace-writer.ts';

const layer = (kind: WrittenEvent['kind'], name: string, step: number, after: bigint): WrittenEvent => ({
  kind,
  name,
  row: 5,
  step,
  after,
});

/** Two layers under a model with a parameter of its own; from step 1 on the second layer and what follows differ. */
const model = (side: bigint): WrittenEvent[] =>
  [0, 1, 2].flatMap((step) => {
    const off = step > 0 ? side : 0n;
    return [
      layer('module', 'blocks.0', step, 1n),
      layer('module', 'blocks.1', step, off),
      layer('module', 'Net', step, off),
      layer('gradient', 'blocks.0.weight', step, step > 1 ? side : 0n),
      layer('gradient', 'blocks.1.weight', step, off),
      layer('gradient', 'blocks.1.bias', step, 1n),
      layer('parameter', 'scale', step, off),
    ];
  });

test('each layer has its outputs, gradients and parameters; those of the model are the root', async () => {
  const pair = await pairOf(model(1n), model(2n));
  expect(stripOf(pair.alignments[0]!, pair.dictionary)).toEqual({
    stepsPerCell: 1,
    layers: [
      { name: 'blocks.0', outputs: '111', gradients: '112', parameters: null },
      { name: 'blocks.1', outputs: '122', gradients: '122', parameters: null },
      { name: 'Net', outputs: '122', gradients: null, parameters: '122' },
    ],
  });
});

test('a deep model is drawn by its upper layers, and a script without layers not at all', async () => {
  const deep = Array.from({ length: 90 }, (_, at) =>
    layer('module', `h.${Math.floor(at / 3)}.part${at % 3}`, 0, BigInt(at)),
  );
  const pair = await pairOf(deep, deep);
  expect(stripOf(pair.alignments[0]!, pair.dictionary)!.layers.map(({ name }) => name)).toEqual(
    Array.from({ length: 30 }, (_, at) => `h.${at}`),
  );
  const none = await pairOf([], []);
  expect(stripOf(none.alignments[0]!, none.dictionary)).toBeNull();
});

test('a long run is drawn in as many columns, each of several steps', () => {
  const collector = createSpread();
  for (let step = 0; step < 1000; step++) collector.note(MODULE, 1, step, step !== 700);
  collector.note(OP, 2, 0, false);
  const { stepsPerCell, rows } = collector.spread();
  expect([stepsPerCell, rows.length]).toEqual([16, 1]);
  const { cells } = rows[0]!;
  expect([...cells].flatMap((cell, at) => (cell === 2 ? [at] : []))).toEqual([Math.floor(700 / 16)]);
  expect(cells.findLastIndex((cell) => cell > 0)).toBe(Math.floor(999 / 16));
});

test('the chain leads from the first divergence over the lines that differ to the first loss that does', async () => {
  const b = training(3);
  for (const index of [1, 2, 3, 4]) b[index] = { ...b[index]!, after: 9_999n };
  const pair = await pairOf(training(3), b);
  const chain = chainOf(pair.found!, pair.alignments, pair.dictionary, pair.values);
  expect(chain.links.map(({ row, kind }) => [row, kind])).toEqual([
    [11, 'op'],
    [12, 'op'],
    [13, 'loss'],
  ]);
  expect(chain.leftOut).toBe(0);
});
