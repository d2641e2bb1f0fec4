// One examination: runs the script several times, compares, names the cause, confirms it, proves that it is the last.
import { type Carried, carriedBetween } from './carried.ts';
import { tryEveryOp } from './choose-level.ts';
import type { Rerun } from './confirm.ts';
import { failedReport } from './failed-report.ts';
import { type Look, lookCloser, type Reruns } from './look-closer.ts';
import { machineOf } from './machine.ts';
import { openMender } from './mend.ts';
import { type Named, type NamedCause, nameCause, type Surroundings } from './name-cause.ts';
import { comparePair, type Pair } from './pair.ts';
import type { CheckOptions, Prepared } from './prepare.ts';
import { type Proved, prove } from './prove.ts';
import { type RecordedRun, writeRecord } from './record.ts';
import { reportOf } from './report-of.ts';
import type { CheckReport } from './result.ts';
import type { RunOutcome } from './run.ts';
import { isUsable, type Runner } from './runner.ts';
import { createSourceText, type SourceText } from './source-text.ts';
import { createDictionary } from './trace/dictionary.ts';
import type { TraceHeader } from './trace/payload.ts';

export interface Examined {
  report: CheckReport;
  /** Null where nothing was to be proved, or nothing can be. */
  proved: Proved | null;
}

/** What was seen, before it is put into words. */
export interface Evidence {
  runs: RunOutcome[];
  pair: Pair;
  /** Which two of the runs it compares. */
  sides: [number, number];
  /** The pairs to say of what differs in none of them; empty where that is not asked. */
  pairs: Pair[];
  carried: Carried | null;
  /** The second run against a third one, which starts as the second did. */
  third: Pair | null;
  named: Named | null;
  /** Where the line and the cause were looked for. */
  look: Look | null;
}

type Compare = (a: RunOutcome, b: RunOutcome) => Promise<Pair>;

export async function examine(
  options: CheckOptions,
  prepared: Prepared,
  runner: Runner,
  directory: string,
): Promise<Examined> {
  const source = createSourceText();
  const { root } = prepared;
  const dictionary = createDictionary();
  const traces = (run: RunOutcome) => ({ directory: run.directory, root });
  const compare: Compare = (a, b) =>
    comparePair(traces(a), traces(b), { cutShort: b.stoppedEarly, dictionary });

  const tried = await tryEveryOp(options, prepared, runner);
  if (tried && !isUsable(tried))
    return { report: await failedReport(options, prepared, [tried], source), proved: null };
  const runs = await runner.runAll(tried);
  if (runs.length < 2) return { report: await failedReport(options, prepared, runs, source), proved: null };
  const carried = await carriedBetween(runs, root, prepared.request.script, source);
  const again = carried && (await runner.run('run-third', {}, options.steps));
  const third = again && (await compare(runs[1]!, again));
  const first = await firstDiffering(runs, compare);
  if (again) runs.push(again);
  const chosen: Chosen = third?.found ? { pair: third, sides: [1, runs.length - 1] } : first;
  const pairs = third ? [...first.pairs, third] : first.pairs;

  runner.tell('compare', 'naming the cause');
  const { pair } = chosen;
  const surroundings: Surroundings = { hashRandomised: prepared.hashRandomised, source };
  const rerun =
    (level: 'steps' | 'ops'): Rerun =>
    (pins, steps) =>
      runner.pinned(pins, steps, root, dictionary, level);
  const reruns: Reruns = {
    alike: rerun(prepared.request.level),
    closely: prepared.stepwise ? rerun('ops') : null,
  };
  // Runs that started from different states differ for that reason, whatever is pinned.
  const fair = !carried || third?.found;
  const every = { every: options.prove };
  const look = pair.found && fair ? await lookCloser(pair, surroundings, reruns, every) : null;
  const seen = pair.found ? (look?.named ?? (await nameCause(pair, surroundings, null, every))) : null;
  const shown = look && options.prove ? await prove(look.named, surroundings, reruns) : null;
  const explain = await explainer(options, [...(seen?.causes ?? []), ...(shown?.causes ?? [])]);
  const named = seen && { ...seen, causes: seen.causes.map(explain) };
  const proved = shown && { ...shown, causes: shown.causes.map(explain) };
  const report = reportOf(options, prepared, { runs, ...chosen, pairs, carried, third, named, look });
  if (options.record !== null)
    await writeRecord(directory, report, runs, recordedRun(options, prepared, pair.header, source));
  return { report, proved };
}

/** Only what nobody seeded has a reason that the linter may know, and it takes time to look. */
async function explainer(
  options: CheckOptions,
  causes: NamedCause[],
): Promise<(cause: NamedCause) => NamedCause> {
  if (!causes.some(({ cause }) => cause.class === 'unseeded-draw')) return (cause) => cause;
  return (await openMender(options.script, options.cwd)).explained;
}

export function recordedRun(
  options: CheckOptions,
  prepared: Prepared,
  header: TraceHeader | null,
  source: SourceText,
): RecordedRun {
  const { script } = prepared.request;
  return { source, root: prepared.root, script, limit: options.steps, machine: machineOf(header) };
}

type Chosen = Pick<Evidence, 'pair' | 'sides'>;

/** The first run against each other one; the pair whose divergence comes first, or the first pair. */
async function firstDiffering(
  runs: RunOutcome[],
  compare: Compare,
): Promise<Chosen & Pick<Evidence, 'pairs'>> {
  let best: Chosen | null = null;
  const pairs: Pair[] = [];
  for (const [index, other] of runs.entries()) {
    if (index === 0) continue;
    const pair = await compare(runs[0]!, other);
    pairs.push(pair);
    if (!best || rank(pair) < rank(best.pair)) best = { pair, sides: [0, index] };
  }
  return { ...best!, pairs };
}

function rank({ found, lost }: Pair): number {
  if (found) return Math.max(found.mismatch.a?.step ?? 0, found.mismatch.b?.step ?? 0);
  return lost[0] || lost[1] ? Number.MAX_SAFE_INTEGER : Number.POSITIVE_INFINITY;
}
