// Confirming by intervention: what counts as cured, what is only a draw that leads nowhere, and what is claimed of neither.
import { describe, expect, test } from 'vitest';
import { type Hypothesis, hypotheses } from '../../server/src/check/cause.ts';
import { type Confirmed, confirm } from '../../server/src/check/confirm.ts';
import type { Pair } from '../../server/src/check/pair.ts';
import type { Pins } from '../../server/src/check/pins.ts';
import { createDictionary } from '../../server/src/check/trace/dictionary.ts';
import { pairOf, training } from './synthetic-pair.ts';
import type { WrittenEvent } from './trace-writer.ts';

const hypothesis = (pins: Pins | null, guess: boolean): Hypothesis => ({
  class: pins ? 'clock' : 'unknown',
  place: 1,
  rule: null,
  label: '',
  explanation: '',
  advice: '',
  pins,
  guess,
});
const clock = hypothesis({ clock: true }, true);
const order = hypothesis({ hashseed: 0 }, true);
const flag = hypothesis({ deterministic: true }, true);
const unknown = hypothesis(null, false);

describe('an event that differs', () => {
  const dictionary = createDictionary();
  const differing = (index: number): [WrittenEvent[], WrittenEvent[]] => {
    const b = training(6);
    b[index] = { ...b[index]!, after: 12_345n };
    return [training(6), b];
  };

  async function confirmWith(all: Hypothesis[], after: (pins: Pins) => number | null | 'failed') {
    const asked: [Pins, number | null][] = [];
    const pair = await pairOf(...differing(9), dictionary);
    const confirmed = await confirm(
      pair,
      {},
      () => all,
      async ([pins], steps) => {
        asked.push([pins, steps]);
        const index = after(pins);
        if (index === 'failed') return null;
        const runs = index === null ? ([training(6), training(6)] as const) : differing(index);
        return pairOf(...runs, dictionary);
      },
    );
    return { said: confirmed.live.map((one) => one.hypothesis), asked };
  }

  test('is confirmed only where it goes', async () => {
    const { said, asked } = await confirmWith([clock, unknown], () => null);
    expect(said).toEqual([clock]);
    expect(asked).toEqual([[{ clock: true }, 4]]);
  });

  test('goes on to the next suspect where the divergence stays', async () => {
    const { said } = await confirmWith([clock, order, unknown], ({ hashseed }) =>
      hashseed === 0 ? null : 9,
    );
    expect(said).toEqual([order]);
  });

  test('counts a move to a later place', async () => {
    expect((await confirmWith([clock, unknown], () => 20)).said).toEqual([clock]);
  });

  test('counts no move to an earlier one', async () => {
    expect((await confirmWith([clock, unknown], () => 7)).said).toEqual([]);
  });

  test('takes the same event a step later for chance, unless the traces themselves told the cause', async () => {
    expect((await confirmWith([clock, unknown], () => 15)).said).toEqual([]);
    const told = { ...clock, guess: false };
    expect((await confirmWith([told], () => 15)).said).toEqual([told]);
  });

  test('claims nothing where the pinned runs fail', async () => {
    expect((await confirmWith([clock, unknown], () => 'failed')).said).toEqual([]);
  });

  test('asks for all at once before it asks for many one by one', async () => {
    const { said, asked } = await confirmWith([clock, order, flag, unknown], () => 9);
    expect(said).toEqual([]);
    expect(asked.map(([pins]) => Object.keys(pins).length)).toEqual([1, 3]);
  });

  test('names two guesses where only both together help', async () => {
    const { said } = await confirmWith([clock, order, flag, unknown], (pins) =>
      pins.clock && pins.deterministic ? null : 9,
    );
    expect(said).toEqual([clock, flag]);
  });
});

describe('among several draws that differ', () => {
  /** Draws from three streams; what the op adds up is `uses`. */
  function run(uses: string[], pins: Pins, side: bigint): WrittenEvent[] {
    const pinned = (stream: string) => pins.seed?.some((seed) => seed.stream === stream) ?? false;
    const streams = ['python', 'numpy', 'torch'];
    const draws = streams.map((stream, at): WrittenEvent => {
      const value = pinned(stream) ? 0n : side;
      return { kind: 'draw', name: `${stream}:random`, row: 3 + at, before: value, after: value };
    });
    const input = uses.some((stream) => !pinned(stream)) ? side : 0n;
    const op: WrittenEvent = { kind: 'op', name: 'aten::add', row: 9, before: input, after: input };
    return [...draws, op, ...training(1)];
  }

  async function causesOf(uses: string[]): Promise<Confirmed & { runs: number }> {
    const dictionary = createDictionary();
    let runs = 0;
    const pairWith = async (pins: Pins): Promise<Pair> => {
      runs++;
      return pairOf(run(uses, pins, 1n), run(uses, pins, 2n), dictionary);
    };
    const name = (from: Pair) =>
      hypotheses({
        ...from.found!,
        dictionary,
        hashRandomised: false,
        device: 'cpu',
        values: () => ({ a: null, b: null }),
        line: () => null,
      });
    return { ...(await confirm(await pairWith({}), {}, name, ([pins]) => pairWith(pins))), runs };
  }

  const streams = ({ live, dead }: Confirmed) =>
    [live, dead].map((some) => some.map(({ hypothesis: { stream } }) => stream));

  test.each([
    [['python'], [['python'], []]],
    [['numpy'], [['numpy'], ['python']]],
    [['torch'], [['torch'], ['python', 'numpy']]],
    [
      ['python', 'torch'],
      [['python', 'torch'], ['numpy']],
    ],
    [
      ['python', 'numpy', 'torch'],
      [['python', 'numpy', 'torch'], []],
    ],
  ])('%j are the cause and the others are not blamed', async (uses, expected) => {
    expect(streams(await causesOf(uses))).toEqual(expected);
  });

  test('none is blamed where what reaches the tensor is something else', async () => {
    const found = await causesOf(['nothing that can be pinned']);
    expect(found.live).toEqual([]);
    expect(found.last.found!.mismatch.a!.kind).toBe(3);
  });

  test('the first is blamed where none reaches a tensor', async () => {
    expect(streams(await causesOf([]))).toEqual([['python'], []]);
  });
});
