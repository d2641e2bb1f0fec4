// Compares the first runs of two records: two machines, or two days. There is nothing to run, so no cause is confirmed.
import { join } from 'node:path';
import { annotations, firstDivergence, metricSeries, stepsCompared, totalCompared } from './build-result.ts';
import { divergencePlace } from './cause.ts';
import { chainOf } from './chain.ts';
import { environmentNotices, refuseIncomparable } from './comparable.ts';
import { type Named, nameCause } from './name-cause.ts';
import { comparePair, type Pair } from './pair.ts';
import { type CheckRecord, type KeptRecord, readRecord } from './record.ts';
import type { CheckReport, RunEnd } from './result.ts';
import { createSourceText, type SourceText } from './source-text.ts';
import { stayedText } from './stayed.ts';
import { judge } from './verdict.ts';

export async function compareRecords(
  a: string,
  b: string,
  cwd: string,
): Promise<{ report: CheckReport; source: SourceText }> {
  const [one, other] = [await readRecord(a, cwd), await readRecord(b, cwd)];
  const pair = await compareKept(one, other);
  const source = createSourceText({ ...other.record.sources, ...one.record.sources });
  const named = pair.found ? await nameCause(pair, { hashRandomised: true, source }, null) : null;
  return { source, report: recordReport(one.record, other.record, pair, named) };
}

/** Throws a Complaint where the two cannot be compared. */
export async function compareKept(one: KeptRecord, other: KeptRecord): Promise<Pair> {
  refuseIncomparable(one.record, other.record);
  const side = ({ directory, record }: KeptRecord) => ({
    directory: join(directory, record.runs[0]!.folder),
    root: record.root,
  });
  // Of runs that were asked for other numbers of steps, those that both made are compared.
  const cutShort = one.record.limit !== other.record.limit;
  return comparePair(side(one), side(other), { cutShort });
}

export function recordReport(a: CheckRecord, b: CheckRecord, pair: Pair, named: Named | null): CheckReport {
  const main = named?.causes[0] ?? null;
  const first =
    named && firstDivergence(named.found, divergencePlace(named.found), pair.dictionary, named.values);
  const ends = [a, b].map((record, index) => endOf(record, index));
  const compared = totalCompared(pair.alignments);
  const judgement = judge({
    ends: ends.map((end) => ({ end, message: null })),
    lost: pair.lost[0] ?? pair.lost[1],
    compared,
    diverged: pair.found !== null,
    carried: [],
    fairDivergence: false,
  });
  const stayed = judgement.verdict === 'diverged' ? stayedText([pair]) : null;
  return {
    result: {
      version: 1,
      ...judgement,
      runs: 2,
      steps: stepsCompared(pair.alignments),
      level: a.level,
      device: a.device,
      ends,
      compared,
      first_divergence: first,
      cause: main?.cause ?? null,
      annotations: annotations(pair.alignments, first, main?.label ?? null, pair.dictionary, pair.values),
      metrics: metricSeries(pair.alignments, pair.dictionary),
      cost: { plain_s: null, traced_s: null },
    },
    notes: {
      script: a.script,
      limited: ends.some(({ kind }) => kind === 'step-limit'),
      environment: environmentNotices(a, b),
      notices: [],
      missing: [],
      ...(named && { chain: chainOf(named.found, pair.alignments, pair.dictionary, pair.values) }),
      ...(stayed && { stayed }),
    },
  };
}

function endOf(record: CheckRecord, index: number): RunEnd {
  const { kind, code } = record.runs[0]!;
  return { run: index + 1, rank: 0, kind, code };
}
