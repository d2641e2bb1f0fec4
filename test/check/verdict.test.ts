// The rules of the verdict, and of confirming a cause by an intervention.
import { describe, expect, test } from 'vitest';
import type { Hypothesis } from '../../server/src/check/cause.ts';
import { confirm } from '../../server/src/check/confirm.ts';
import type { Compared, EndKind } from '../../server/src/check/result.ts';
import type { Pins } from '../../server/src/check/run.ts';
import { judge, type VerdictEvidence } from '../../server/src/check/verdict.ts';
import { pairOf, training } from './synthetic-pair.ts';
import type { WrittenEvent } from './trace-writer.ts';

const nothing: Compared = { draws: 0, batches: 0, ops: 0, parameters: 0, metrics: 0, lines: 0 };
const end = (run: number, kind: EndKind, code: number | null = 0) => ({
  end: { run, rank: 0, kind, code },
  message: null,
});
const evidence = (given: Partial<VerdictEvidence>): VerdictEvidence => ({
  ends: [end(1, 'completed'), end(2, 'completed')],
  lost: null,
  compared: { ...nothing, ops: 5 },
  diverged: false,
  carried: [],
  fairDivergence: false,
  ...given,
});

describe('the verdict', () => {
  test.each<[string, Partial<VerdictEvidence>, string]>([
    ['nothing differs', {}, 'identical'],
    [
      'nothing differs up to the step limit',
      { ends: [end(1, 'step-limit'), end(2, 'step-limit')] },
      'identical',
    ],
    ['something differs', { diverged: true }, 'diverged'],
    ['nothing was compared', { compared: nothing }, 'inconclusive'],
    ['a trace is lost', { lost: 'run 2: its trace is lost' }, 'inconclusive'],
    ['a trace is lost after the runs have parted', { lost: 'run 2', diverged: true }, 'diverged'],
    ['state was carried over', { carried: ['/a/ckpt.pt'] }, 'inconclusive'],
    ['the difference may be carried state', { carried: ['/a/ckpt.pt'], diverged: true }, 'inconclusive'],
    ['a fair pair differs too', { carried: ['/a/x'], diverged: true, fairDivergence: true }, 'diverged'],
    ['both runs raise', { ends: [end(1, 'exception', 1), end(2, 'exception', 1)], diverged: true }, 'failed'],
    [
      'one run raises and the traces part',
      { ends: [end(1, 'completed'), end(2, 'exception', 1)], diverged: true },
      'diverged',
    ],
    [
      'one run raises for no visible reason',
      { ends: [end(1, 'completed'), end(2, 'exception', 1)] },
      'failed',
    ],
    ['one run is killed', { ends: [end(1, 'completed'), end(2, 'signal', 9)], diverged: true }, 'failed'],
    ['one run is out of time', { ends: [end(1, 'completed'), end(2, 'timeout')] }, 'failed'],
  ])('when %s', (_, given, verdict) => {
    const judged = judge(evidence(given));
    expect(judged.verdict).toBe(verdict);
    if (verdict === 'inconclusive' || verdict === 'failed') expect(judged.reason).toMatch(/\w{3}/);
  });
});

describe('confirming', () => {
  const differing = (index: number): [WrittenEvent[], WrittenEvent[]] => {
    const b = training(6);
    b[index] = { ...b[index]!, after: 12_345n };
    return [training(6), b];
  };
  const hypothesis = (pins: Pins | null, guess: boolean): Hypothesis => ({
    class: pins ? 'clock' : 'unknown',
    place: 1,
    rule: null,
    label: '',
    explanation: '',
    pins,
    guess,
  });
  const clock = hypothesis({ clock: true }, true);
  const entropy = hypothesis({ entropy: true }, true);
  const unknown = hypothesis(null, false);

  async function confirmWith(all: Hypothesis[], after: (pins: Pins) => number | null | 'failed') {
    const found = (await pairOf(...differing(9))).found!;
    const asked: [Pins, number][] = [];
    const confirmed = await confirm(
      found,
      all,
      async ([pins], steps) => {
        asked.push([pins, steps]);
        const index = after(pins);
        if (index === 'failed') return null;
        return index === null ? pairOf(training(6), training(6)) : pairOf(...differing(index));
      },
      () => null,
    );
    return { ...confirmed, asked };
  }

  test('needs the divergence to go', async () => {
    const { hypothesis: said, confirmed, asked } = await confirmWith([clock, unknown], () => null);
    expect([said, confirmed]).toEqual([clock, true]);
    expect(asked).toEqual([[{ clock: true }, 4]]);
  });

  test('goes on to the next suspect where the divergence stays', async () => {
    const found = await confirmWith([clock, entropy, unknown], (pins) => (pins.clock ? 9 : null));
    expect([found.hypothesis, found.confirmed]).toEqual([entropy, true]);
  });

  test('counts a move to a later place', async () => {
    expect((await confirmWith([clock, unknown], () => 20)).confirmed).toBe(true);
  });

  test('counts no move to an earlier one', async () => {
    expect((await confirmWith([clock, unknown], () => 7)).confirmed).toBe(false);
  });

  test('takes the same event a step later for chance, unless the traces themselves told the cause', async () => {
    expect((await confirmWith([clock, unknown], () => 15)).confirmed).toBe(false);
    expect((await confirmWith([{ ...clock, guess: false }], () => 15)).confirmed).toBe(true);
  });

  test('claims nothing where the pinned runs fail', async () => {
    const { hypothesis: said, confirmed } = await confirmWith([clock, unknown], () => 'failed');
    expect([said, confirmed]).toEqual([unknown, false]);
  });
});
