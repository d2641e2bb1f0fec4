// The rules of the verdict: never better than the evidence.
import { describe, expect, test } from 'vitest';
import type { Compared, EndKind } from '../../server/src/check/result.ts';
import { judge, type VerdictEvidence } from '../../server/src/check/verdict.ts';

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

test('every kind of bad end has words of its own', () => {
  const bad: [EndKind, number | null][] = [
    ['exit', 3],
    ['exception', 1],
    ['signal', 9],
    ['oom', null],
    ['timeout', null],
    ['trace-lost', 0],
  ];
  const reasons = bad.map(([kind, code]) => {
    const lost = kind === 'trace-lost' ? 'run 1: its trace is lost' : null;
    return judge(evidence({ ends: [end(1, kind, code)], lost })).reason;
  });
  expect(reasons).not.toContain(null);
  expect(new Set(reasons).size).toBe(bad.length);
});
