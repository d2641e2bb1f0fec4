// `--against`: the script here and now, compared with a record of another machine or another day.
import { environmentNotices } from './comparable.ts';
import { compareKept, recordReport } from './compare-records.ts';
import { readHeader } from './compare-runs.ts';
import { type Examined, recordedRun } from './examine.ts';
import { evidenceOf, failedReport } from './failed-report.ts';
import { type NamedCause, nameCause, type Surroundings } from './name-cause.ts';
import { comparePair } from './pair.ts';
import type { CheckOptions, Prepared } from './prepare.ts';
import { type KeptRecord, recordOf, writeRecord } from './record.ts';
import type { Cause, CheckReport } from './result.ts';
import type { RunOutcome } from './run.ts';
import { isUsable, type Runner } from './runner.ts';
import { createSourceText } from './source-text.ts';
import { createDictionary } from './trace/dictionary.ts';

/**
 * One run is enough where it agrees with the record. Where it does not, a second one tells whether the script differs
 * from itself already here, or only from one environment to the other.
 */
export async function examineAgainst(
  options: CheckOptions,
  prepared: Prepared,
  runner: Runner,
  directory: string,
  kept: KeptRecord,
): Promise<Examined> {
  const source = createSourceText();
  const first = await runner.plain(1);
  const runs = [first];
  if (!isUsable(first)) return { report: await failedReport(options, prepared, runs, source), proved: null };
  const { root, request } = prepared;
  const header = await readHeader({ directory: first.directory, root });
  const about = recordedRun(options, prepared, header, source);
  // The same files as the record holds, so that a text that has changed is seen.
  for (const file of Object.keys(kept.record.sources)) source.lines(movedTo(file, kept.record.root, root));
  const told = { script: prepared.title, level: request.level, device: header?.device ?? 'cpu' };
  const ends = [evidenceOf(first, 0, false).end];
  const here: KeptRecord = { directory, record: recordOf(told, ends, runs, about) };

  const pair = await compareKept(kept, here);
  const surroundings: Surroundings = { hashRandomised: prepared.hashRandomised, source };
  const named = pair.found ? await nameCause(pair, surroundings, null) : null;
  if (named) {
    const second = await runner.plain(2);
    runs.push(second);
    const local = isUsable(second) ? await localCause(first, second, runner, root, surroundings) : null;
    const differences = environmentNotices(kept.record, here.record);
    if (local) named.causes = [local];
    else if (isUsable(second))
      named.causes = named.causes.map(({ cause, ...rest }) => ({
        ...rest,
        label: 'another environment',
        cause: environmentCause(cause, differences),
      }));
  }
  const report = recordReport(kept.record, here.record, pair, named);
  relocate(report, kept.record.root, root);
  report.notes.notices.push(...prepared.notices, ...new Set(runs.flatMap(({ notices }) => notices)));
  if (options.record !== null) await writeRecord(directory, report, [first], about);
  return { report, proved: null };
}

/** Shows places as they are here, where a person can open them. */
function relocate({ result, notes }: CheckReport, from: string, to: string): void {
  const { first_divergence: first, cause, annotations } = result;
  for (const shown of [first, cause, ...annotations, ...(notes.chain?.links ?? [])])
    if (shown?.filename) shown.filename = movedTo(shown.filename, from, to);
}

function movedTo(file: string, from: string, to: string): string {
  return file.startsWith(`${from}/`) ? `${to}${file.slice(from.length)}` : file;
}

/** The cause for which two runs here differ; null where they agree. */
async function localCause(
  first: RunOutcome,
  second: RunOutcome,
  runner: Runner,
  root: string,
  surroundings: Surroundings,
): Promise<NamedCause | null> {
  const dictionary = createDictionary();
  const traces = ({ directory }: RunOutcome) => ({ directory, root });
  const pair = await comparePair(traces(first), traces(second), { cutShort: false, dictionary });
  if (!pair.found) return null;
  runner.tell('compare', 'naming the cause');
  const named = await nameCause(pair, surroundings, (pins, steps) =>
    runner.pinned(pins, steps, root, dictionary),
  );
  return named.causes[0]!;
}

function environmentCause(seen: Cause, differences: string[]): Cause {
  const known =
    differences.length > 0
      ? `${differences.map((text) => text.replace('the environment differs: ', '')).join('; ')}`
      : 'nothing that is recorded differs, so look at drivers, other libraries, and the data';
  return {
    ...seen,
    class: 'environment',
    rule: null,
    confirmed: false,
    explanation: `Two runs here agree with each other and not with the record, so it is the environment that differs: ${known}.`,
  };
}
