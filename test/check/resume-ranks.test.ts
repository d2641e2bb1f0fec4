// `--resume` with several ranks: each is looked at, and the one that shows what was lost speaks for them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { foremost, outcomeOf, type RankOutcome } from '../../server/src/check/resume-report.ts';
import { readResumeTraces } from '../../server/src/check/resume-trace.ts';
import { createDictionary } from '../../server/src/check/trace/dictionary.ts';
import { type WrittenEvent, writeTrace } from './trace-writer.ts';

interface Given {
  /** The state of the generator in the first step that is made here. */
  state: number;
  /** Added to what each rank gets from the others. */
  off: number;
}

/** Steps `from` to 3: a draw, its loss, the gradient that all ranks share, and the parameter that follows from it. */
function rank(from: number, { state, off }: Given): WrittenEvent[] {
  return [0, 1, 2, 3].slice(from).flatMap((step): WrittenEvent[] => {
    const drawn = BigInt(state + step - from);
    const parameter = (after: number) => BigInt(1000 + after);
    const start: WrittenEvent = { kind: 'state', name: 'parameter:w', step, after: parameter(from) };
    return [
      { kind: 'draw', name: 'torch:rand', row: 5, step, before: drawn, after: drawn + 1n },
      { kind: 'loss', name: 'backward', row: 6, step, after: drawn, sample: Number(drawn) },
      { kind: 'gradient', name: 'w', row: 7, step, after: BigInt(step + off) },
      ...(step === from ? [start] : []),
      { kind: 'parameter', name: 'w', row: 7, step, after: parameter(step + 1 + off) },
      { kind: 'step', name: 'SGD', row: 7, step, after: BigInt(step + 1) },
    ];
  });
}

async function outcomes(states: [number, number]): Promise<RankOutcome[]> {
  const folder = mkdtempSync(join(tmpdir(), 'samerun-ranks-'));
  const dictionary = createDictionary();
  const write = (run: string, name: string, events: WrittenEvent[]) =>
    writeTrace(join(folder, run, 'trace', `${name}.srt`), { events });
  const read = (run: string) => readResumeTraces({ directory: join(folder, run), root: null }, dictionary);
  try {
    // Where one rank draws otherwise, all get another gradient.
    const off = states.some((state, at) => state !== 12 + 10 * at) ? 50 : 0;
    for (const [at, state] of states.entries()) {
      write('straight', `r${at}.main`, rank(0, { state: 10 + 10 * at, off: 0 }));
      write('resumed', `r${at}.main`, rank(2, { state, off }));
    }
    write('resumed', 'r0.worker0', []);
    const resumed = await read('resumed');
    const checkpoint = { dictionary, saved: 0, files: new Set<number>(), trainer: null };
    return [...(await read('straight'))].map(([at, trace]) =>
      outcomeOf(trace, resumed.get(at)!, at, checkpoint),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('ranks that all get everything back resume as one', async () => {
  const all = await outcomes([12, 22]);
  expect(all).toMatchObject([
    { rank: 0, at: 2, verdict: 'identical' },
    { rank: 1, at: 2, verdict: 'identical' },
  ]);
  expect(foremost(all)).toBe(all[0]);
});

test('the rank whose generator did not come back is named, not the one that got its gradient', async () => {
  const all = await outcomes([12, 20]);
  expect(all.map(({ verdict, lost }) => [verdict, lost])).toEqual([
    ['diverged', 0],
    ['diverged', 1],
  ]);
  const told = foremost(all);
  expect(told.first_divergence).toMatchObject({ rank: 1, step: 2, kind: 'draw', row: 5 });
  expect(told.cause!.explanation).toMatch(
    /^Of rank 1: .* generator is not restored: it draws the numbers of step 0 again.* each has to save\.$/,
  );
});

test('a rank that cannot be told is no agreement, and one rank alone is not called by its number', async () => {
  const [same, parted] = await outcomes([12, 20]);
  const unclear: RankOutcome = { rank: 1, at: 2, lost: 0, verdict: 'inconclusive', reason: 'no step' };
  expect(foremost([{ ...same!, verdict: 'identical' }, unclear])).toBe(unclear);
  expect(foremost([parted!]).cause!.explanation).toMatch(/^The weights are back/);
});
