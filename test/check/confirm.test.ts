// Confirming by intervention: what counts as cured, what is only a draw that leads nowhere, and what is claimed of neither.
import { describe, expect, test } from 'vitest';
import type { Hypothesis } from '../../server/src/check/cause.ts';
import { confirm } from '../../server/src/check/confirm.ts';
import { shownEvent } from '../../server/src/check/first-divergence.ts';
import { nameCause } from '../../server/src/check/name-cause.ts';
import type { Pair } from '../../server/src/check/pair.ts';
import type { Pins } from '../../server/src/check/pins.ts';
import { createSourceText } from '../../server/src/check/source-text.ts';
import { createDictionary } from '../../server/src/check/trace/dictionary.ts';
import { OP } from '../../server/src/check/trace/event.ts';
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
    const found = pair.found!;
    const confirmed = await confirm(
      pair,
      {},
      { first: () => all.map((hypothesis) => ({ hypothesis, found })), draws: () => [] },
      async ([pins], steps) => {
        asked.push([pins, steps]);
        const index = after(pins);
        if (index === 'failed') return null;
        const runs = index === null ? ([training(6), training(6)] as const) : differing(index);
        return pairOf(...runs, dictionary);
      },
      true,
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

  test('blames first what is known to matter, where the runs fail without the pin of another', async () => {
    const { said } = await confirmWith([clock, order, unknown], (pins) =>
      pins.clock && pins.hashseed === 0 ? null : pins.clock ? 9 : 'failed',
    );
    expect(said).toEqual([order, clock]);
  });

  test('asks for all at once before it asks for many one by one', async () => {
    const { said, asked } = await confirmWith([clock, order, flag, unknown], () => 9);
    expect(said).toEqual([]);
    expect(asked.map(([pins]) => Object.keys(pins).length)).toEqual([1, 3]);
  });

  test('is confirmed twice where paths part, which may agree by chance', async () => {
    const parting = (path: number): [WrittenEvent[], WrittenEvent[]] => {
      const b = training(6);
      b[9] = { ...b[9]!, name: 'aten::flip', row: path };
      return [training(6), b];
    };
    const pair = await pairOf(...parting(20), dictionary);
    expect(pair.found!.mismatch.how).toBe('sequence');
    const confirmedBy = async (cured: boolean[]) => {
      let runs = 0;
      const suspected = [clock, order].map((hypothesis) => ({ hypothesis, found: pair.found! }));
      const { live } = await confirm(
        pair,
        {},
        { first: () => suspected, draws: () => [] },
        async () =>
          pairOf(...(cured[runs++] ? ([training(6), training(6)] as const) : parting(20)), dictionary),
        false,
      );
      return live.map(({ hypothesis }) => hypothesis);
    };
    expect(await confirmedBy([true, true])).toEqual([clock]);
    expect(await confirmedBy([true, false, true, true])).toEqual([order]);
  });

  test('names two guesses where only both together help', async () => {
    const { said } = await confirmWith([clock, order, flag, unknown], (pins) =>
      pins.clock && pins.deterministic ? null : 9,
    );
    expect(said).toEqual([clock, flag]);
  });
});

describe('among several draws that differ', () => {
  const drawn = (kind: 'draw' | 'op', name: string, row: number, value: bigint): WrittenEvent => ({
    kind,
    name,
    row,
    before: value,
    after: value,
  });

  type Program = (value: (stream: string) => bigint, side: bigint) => WrittenEvent[];

  /** Runs it as often as naming asks; `value` is what a stream gives, the same in both runs once it is pinned. */
  async function named(program: Program, every = true) {
    const dictionary = createDictionary();
    let pairs = 0;
    const rerun = async ([pins]: [Pins, Pins]): Promise<Pair> => {
      pairs++;
      const run = (side: bigint) => {
        const pinned = (stream: string) => pins.seed?.some((seed) => seed.stream === stream) ?? false;
        return [...program((stream) => (pinned(stream) ? 0n : side), side), ...training(1)];
      };
      return pairOf(run(1n), run(2n), dictionary);
    };
    const surroundings = { hashRandomised: false, source: createSourceText() };
    const found = await nameCause(await rerun([{}, {}]), surroundings, rerun, { every });
    return {
      causes: found.causes.map(({ stream }) => stream),
      confirmed: found.causes.every(({ cause }) => cause.confirmed),
      first: shownEvent(found.found.mismatch),
      dead: found.dead.map((text) => /unseeded (\w+)/.exec(text)?.[1]),
      pairs: pairs - 1,
    };
  }

  /** Draws from three streams, then an op that adds up some of them. */
  const adding =
    (uses: string[]): Program =>
    (value, side) => [
      ...['python', 'numpy', 'torch'].map((stream, at) =>
        drawn('draw', `${stream}:random`, 3 + at, value(stream)),
      ),
      drawn(
        'op',
        'aten::add',
        9,
        uses.reduce((sum, stream) => 3n * sum + (stream === 'unseen' ? side : value(stream)), 0n),
      ),
    ];

  test.each([
    { uses: ['python'], causes: ['python'], dead: [] },
    { uses: ['numpy'], causes: ['numpy'], dead: ['python', 'torch'] },
    { uses: ['torch'], causes: ['torch'], dead: ['python', 'numpy'] },
    { uses: ['python', 'torch'], causes: ['python', 'torch'], dead: ['numpy'] },
    { uses: ['python', 'numpy', 'torch'], causes: ['python', 'numpy', 'torch'], dead: [] },
  ])('$uses are the cause and the others are not blamed', async ({ uses, causes, dead }) => {
    expect(await named(adding(uses))).toMatchObject({ causes, dead, confirmed: true });
  });

  test('for the first cause alone few runs are enough', async () => {
    expect(await named(adding(['python']), false)).toMatchObject({ causes: ['python'], pairs: 1 });
    const all = await named(adding(['python', 'numpy', 'torch']), false);
    expect(all).toMatchObject({ confirmed: true, dead: [], pairs: 3 });
    expect(all.causes[0]).toBe('python');
    expect(await named(adding(['torch']), false)).toMatchObject({ causes: ['torch'], pairs: 4 });
  });

  test('what is shown is the draw that is blamed', async () => {
    const dictionary = await named(adding(['numpy']));
    expect(dictionary.first.place).toBe((await named(adding(['python']))).first.place + 1);
  });

  test('none is blamed where what reaches the tensor is something else', async () => {
    const found = await named(adding(['unseen']));
    expect(found).toMatchObject({ causes: [null], confirmed: false, dead: [] });
    expect(found.first.kind).toBe(OP);
  });

  test('the first is blamed where none reaches a tensor', async () => {
    expect(await named(adding([]))).toMatchObject({ causes: ['python'], confirmed: true, dead: [] });
  });

  test('a draw that reaches a tensor only later than another does is a cause all the same', async () => {
    const late: Program = (value) => [
      drawn('draw', 'numpy:normal', 3, value('numpy')),
      drawn('draw', 'torch:uniform_', 4, value('torch')),
      drawn('op', 'aten::clone', 5, value('torch')),
      drawn('op', 'aten::stack', 6, value('numpy')),
    ];
    expect(await named(late)).toMatchObject({ causes: ['numpy', 'torch'], dead: [] });
  });

  test('also where a third one hides when it matters', async () => {
    const hidden: Program = (value) => [
      drawn('draw', 'numpy:normal', 3, value('numpy')),
      drawn('draw', 'torch:uniform_', 4, value('torch')),
      drawn('op', 'aten::clone', 5, value('torch')),
      drawn('draw', 'python:random', 6, value('python')),
      drawn('op', 'aten::stack', 7, value('numpy') + 3n * value('python')),
    ];
    expect(await named(hidden)).toMatchObject({ causes: ['numpy', 'torch', 'python'], dead: [] });
  });
});
