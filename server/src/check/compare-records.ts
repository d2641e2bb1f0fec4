// Compares the first runs of two records: two machines, or two days. There is nothing to run, so no cause is confirmed.
import { join } from 'node:path';
import { annotations, firstDivergence, metricSeries, stepsCompared, totalCompared } from './build-result.ts';
import { divergencePlace } from './cause.ts';
import { nameCause } from './name-cause.ts';
import { comparePair } from './pair.ts';
import { type CheckRecord, readRecord } from './record.ts';
import type { CheckReport, RunEnd } from './result.ts';
import { createSourceText, type SourceText } from './source-text.ts';
import { judge } from './verdict.ts';

export async function compareRecords(
  a: string,
  b: string,
  cwd: string,
): Promise<{ report: CheckReport; source: SourceText }> {
  const [one, other] = [await readRecord(a, cwd), await readRecord(b, cwd)];
  const side = ({ directory, record }: typeof one) => ({
    directory: join(directory, record.runs[0]!.folder),
    root: record.root,
  });
  const pair = await comparePair(side(one), side(other), { cutShort: false });
  const source = createSourceText({ ...other.record.sources, ...one.record.sources });
  const named = pair.found ? await nameCause(pair, { hashRandomised: true, source }, null) : null;
  const main = named?.causes[0] ?? null;
  const first =
    named && firstDivergence(named.found, divergencePlace(named.found), pair.dictionary, named.values);
  const records = [one.record, other.record];
  const ends = records.map((record, index) => endOf(record, index));
  const compared = totalCompared(pair.alignments);
  const judgement = judge({
    ends: ends.map((end) => ({ end, message: null })),
    lost: pair.lost[0] ?? pair.lost[1],
    compared,
    diverged: pair.found !== null,
    carried: [],
    fairDivergence: false,
  });
  const notices = differences(one.record, other.record);
  return {
    source,
    report: {
      result: {
        version: 1,
        ...judgement,
        runs: 2,
        steps: stepsCompared(pair.alignments),
        level: one.record.level,
        device: one.record.device,
        ends,
        compared,
        first_divergence: first,
        cause: main?.cause ?? null,
        annotations: annotations(pair.alignments, first, main?.label ?? null, pair.dictionary, pair.values),
        metrics: metricSeries(pair.alignments, pair.dictionary),
        cost: { plain_s: null, traced_s: null },
      },
      notes: {
        script: one.record.script,
        limited: ends.some(({ kind }) => kind === 'step-limit'),
        notices,
        missing: [],
      },
    },
  };
}

function endOf(record: CheckRecord, index: number): RunEnd {
  const { kind, code } = record.runs[0]!;
  return { run: index + 1, rank: 0, kind, code };
}

/** What makes two records hard to compare is said first, so that a difference is not read as a cause. */
function differences(a: CheckRecord, b: CheckRecord): string[] {
  const notices: string[] = [];
  if (a.level !== b.level) notices.push(`A was traced at level ${a.level}, B at level ${b.level}`);
  if (a.device !== b.device) notices.push(`A ran on ${a.device}, B on ${b.device}`);
  const changed = Object.keys(a.sources).filter((file) => {
    const inB = b.sources[file.startsWith(`${a.root}/`) ? `${b.root}${file.slice(a.root.length)}` : file];
    return inB !== undefined && inB !== a.sources[file];
  });
  if (changed.length > 0) notices.push(`the source differs between the records: ${changed.join(', ')}`);
  return notices;
}
