// Which set an order is blamed on: of text by the hash seed, of objects by their addresses; and what is claimed of either.
import { describe, expect, test } from 'vitest';
import { setOrder } from '../../server/src/check/causes/iteration-order.ts';
import { findAddressOrder, findOrder } from '../../server/src/check/find-order.ts';
import type { Pins } from '../../server/src/check/pins.ts';
import { createDictionary } from '../../server/src/check/trace/dictionary.ts';
import { pairOf } from './synthetic-pair.ts';
import type { WrittenEvent } from './trace-writer.ts';

/** Sets that are iterated over, by row, and then an op that differs. */
function iterating(sets: Record<number, string>, value: bigint): WrittenEvent[] {
  return [
    ...Object.entries(sets).map(
      ([row, name]): WrittenEvent => ({ kind: 'order', name, row: Number(row), after: value }),
    ),
    { kind: 'op', name: 'aten::mul', row: 20, before: value, after: value },
  ];
}

/** `cures` says whether runs with these pins agree. */
function world(sets: Record<number, string>, cures: (pins: Pins, time: number) => boolean) {
  const dictionary = createDictionary();
  const asked: Pins[] = [];
  const rerun = async ([pins]: [Pins, Pins]) => {
    asked.push(pins);
    return pairOf(iterating(sets, 1n), iterating(sets, cures(pins, asked.length) ? 1n : 2n), dictionary);
  };
  return { asked, rerun, pair: pairOf(iterating({}, 1n), iterating({}, 2n), dictionary) };
}

const sorted = (row: number): Pins => ({ sorted_order: [['/project/train.py', row]] });
const sorts = (pins: Pins, row: number) => pins.sorted_order?.some(([, at]) => at === row) ?? false;

describe('where no pin helps', () => {
  const find = async (sets: Record<number, string>, cures: (pins: Pins, time: number) => boolean) => {
    const { rerun, pair } = world(sets, cures);
    return findAddressOrder(await pair, {}, 5, rerun);
  };

  test('a set of objects that is cured by sorting is confirmed', async () => {
    const found = await find({ 5: 'set by address', 9: 'set by address' }, (pins) => sorts(pins, 5));
    expect(found).toMatchObject({
      place: { row: 5 },
      confirmed: true,
      hypothesis: { class: 'iteration-order' },
    });
    expect(found!.hypothesis.pins).toEqual(sorted(5));
  });

  test('one cure is chance', async () => {
    expect(await find({ 5: 'set by address' }, (_, time) => time === 2)).toBeNull();
  });

  test('objects that look alike are named, and nothing is confirmed', async () => {
    const found = await find({ 5: 'set of like objects' }, () => false);
    expect(found).toMatchObject({ place: { row: 5 }, confirmed: false });
    expect(found!.hypothesis.explanation).toContain('no run can confirm it');
  });

  test('a set of text is none', async () => {
    expect(await find({ 5: 'set' }, () => false)).toBeNull();
  });

  test('an address that is asked for is the cause where that cures', async () => {
    const cures = (pins: Pins) => pins.stable_id?.[0]?.[1] === 5;
    const found = await find({ 3: 'hash() by address', 5: 'id()', 9: 'id()' }, cures);
    expect(found).toMatchObject({ place: { row: 5 }, confirmed: true, hypothesis: { rule: 'SR505' } });
  });

  test('watched runs that agree by chance are watched again', async () => {
    const found = await find({ 5: 'set by address' }, (pins, time) => sorts(pins, 5) || time === 1);
    expect(found).toMatchObject({ place: { row: 5 }, confirmed: true });
  });
});

describe('where the hash seed helps', () => {
  const find = async (sets: Record<number, string>, cures: (pins: Pins, time: number) => boolean) => {
    const { rerun, pair } = world(sets, cures);
    return findOrder(await pair, setOrder(1), {}, 5, rerun);
  };

  test('a set of text is the cause, though objects come after it', async () => {
    const found = await find({ 5: 'set', 9: 'set by address' }, (pins) => sorts(pins, 5));
    expect(found).toMatchObject({ place: { row: 5 }, confirmed: true, hypothesis: { rule: 'SR502' } });
  });

  test('that was chance where only sets of objects are there', async () => {
    const found = await find({ 5: 'set of like objects' }, () => false);
    expect(found).toMatchObject({ place: { row: 5 }, confirmed: false, hypothesis: { rule: null } });
  });

  test('of several sets the last one that cures is the cause', async () => {
    const found = await find({ 5: 'set', 7: 'set', 9: 'set' }, (pins) => sorts(pins, 5) || sorts(pins, 7));
    expect(found).toMatchObject({ place: { row: 7 }, hypothesis: { pins: sorted(7) } });
  });

  test('a hash is the cause where no set is', async () => {
    const cures = (pins: Pins) => pins.stable_hash?.[0]?.[1] === 5;
    const found = await find({ 3: 'hash()', 5: 'hash()', 9: 'set' }, cures);
    expect(found).toMatchObject({ place: { row: 5 }, confirmed: true, hypothesis: { rule: 'SR503' } });
  });

  test('a set out of sight is confirmed by the hash seed alone', async () => {
    const found = await find({}, (pins) => pins.hashseed === 0);
    expect(found).toMatchObject({ place: null, confirmed: true, hypothesis: { pins: { hashseed: 0 } } });
  });

  test('that was chance where it does not help again', async () => {
    expect(await find({}, (_, time) => time === 4)).toBeNull();
  });
});
