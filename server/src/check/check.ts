// The determinism check as a whole: run the script several times, compare, name the cause, confirm it, report.
import { tmpdir } from 'node:os';
import { annotations, firstDivergence, metricSeries, stepsCompared, totalCompared } from './build-result.ts';
import { type Carried, carriedBetween } from './carried.ts';
import { divergencePlace } from './cause.ts';
import { carriedState } from './causes/carried-state.ts';
import { Complaint } from './complaint.ts';
import type { Rerun } from './confirm.ts';
import { complaintReport, cost, evidenceOf, failedReport } from './failed-report.ts';
import { type NamedCause, nameCause } from './name-cause.ts';
import { deviceNotices, fileNotices } from './notices.ts';
import { comparePair, type Pair } from './pair.ts';
import { type CheckOptions, type Prepared, type ProgressListener, prepare } from './prepare.ts';
import { writeRecord } from './record.ts';
import type { CheckReport, CheckResult } from './result.ts';
import type { RunOutcome } from './run.ts';
import { createRunner, type Runner } from './runner.ts';
import { createSourceText } from './source-text.ts';
import { openStorage } from './storage.ts';
import { judge } from './verdict.ts';

/**
 * Resolves to a report whatever the script does; a script or interpreter that will not do is a report too. Rejects
 * with the signal's reason when cancelled, after every process has ended.
 */
export async function check(
  options: CheckOptions,
  onProgress: ProgressListener,
  signal: AbortSignal,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<CheckReport> {
  try {
    const prepared = await prepare(options, environment);
    const storage = await openStorage(options.record, options.cwd, options.storage ?? null, environment);
    try {
      const runner = createRunner(prepared.request, storage.directory, options, onProgress, signal);
      return await examine(options, prepared, runner, storage.directory);
    } finally {
      await storage.dispose();
    }
  } catch (error) {
    if (error instanceof Complaint) return complaintReport(options, error.message);
    throw error;
  }
}

async function examine(
  options: CheckOptions,
  prepared: Prepared,
  runner: Runner,
  directory: string,
): Promise<CheckReport> {
  const source = createSourceText();
  const runs = await runner.runAll();
  if (runs.length < 2) return failedReport(options, prepared, runs, source);
  const { root } = prepared;
  let chosen = await firstDiffering(runs, root);
  const carried = await carriedBetween(runs, root, prepared.request.script, source);
  let third: Pair | null = null;
  if (carried) {
    const again = await runner.run('run-third', {}, options.steps);
    third = await comparePair(traces(runs[1]!, root), traces(again, root), {
      cutShort: false,
      withDetails: true,
    });
    runs.push(again);
    if (third.found) chosen = { pair: third, sides: [1, runs.length - 1] };
  }
  const { pair } = chosen;
  runner.tell('compare', 'naming the cause');
  const rerun: Rerun = (pins, steps) => runner.pinned(pins, steps, root);
  const named = pair.found
    ? await nameCause(
        pair,
        pair.found,
        prepared.hashRandomised,
        source,
        carried && !third?.found ? null : rerun,
      )
    : null;
  const report = buildReport(options, prepared, runs, chosen, named, { carried, third });
  if (options.record !== null) await writeRecord(directory, report, runs, source, root);
  return report;
}

interface Chosen {
  pair: Pair;
  /** Which two of the runs it compares. */
  sides: [number, number];
}

interface CarriedEvidence {
  carried: Carried | null;
  /** The second run against a third one, which starts as the second did. */
  third: Pair | null;
}

function buildReport(
  options: CheckOptions,
  prepared: Prepared,
  runs: RunOutcome[],
  { pair, sides }: Chosen,
  named: NamedCause | null,
  { carried, third }: CarriedEvidence,
): CheckReport {
  const ends = runs.map((run, index) => {
    const side = sides.indexOf(index);
    return evidenceOf(run, index, side >= 0 && !run.stoppedEarly && pair.lost[side]! !== null);
  });
  const compared = totalCompared(pair.alignments);
  const troubled = runs.findIndex(({ status }) => status.trouble !== null);
  const lost =
    troubled < 0
      ? lostText(pair, sides)
      : `run ${troubled + 1}: the tracer failed: ${runs[troubled]!.status.trouble}`;
  const fair = Boolean(third?.found && named?.cause.confirmed);
  const judgement = judge({
    ends,
    lost,
    compared,
    diverged: pair.found !== null,
    carried: carried?.paths ?? [],
    fairDivergence: fair,
  });
  const first =
    pair.found && named
      ? firstDivergence(pair.found, divergencePlace(pair.found), pair.dictionary, named.values)
      : null;
  const cause =
    carried && !fair
      ? carriedState(carried.paths, carried.reader, third?.found === null)
      : (named?.cause ?? null);
  const result: CheckResult = {
    version: 1,
    ...judgement,
    runs: runs.length,
    steps: stepsCompared(pair.alignments),
    level: prepared.request.level,
    device: pair.header?.device ?? 'cpu',
    ends: ends.map(({ end }) => end),
    compared,
    first_divergence: first,
    cause,
    annotations: annotations(pair.alignments, first, named?.label ?? null, pair.dictionary, pair.values),
    metrics: metricSeries(pair.alignments, pair.dictionary),
    cost: cost(runs),
  };
  return {
    result,
    notes: {
      script: prepared.title,
      limited: ends.some(({ end }) => end.kind === 'step-limit'),
      notices: [
        ...deviceNotices(pair.header, options.device),
        ...prepared.notices,
        ...new Set(runs.flatMap((run) => run.notices)),
        ...fileNotices(runs, prepared.request.roots, tmpdir()),
      ],
      missing: [],
    },
  };
}

/** The first run against each other one; the pair whose divergence comes first, or the first pair. */
async function firstDiffering(runs: RunOutcome[], root: string): Promise<Chosen> {
  let best: Chosen | null = null;
  for (const [index, other] of runs.entries()) {
    if (index === 0) continue;
    const pair = await comparePair(traces(runs[0]!, root), traces(other, root), {
      cutShort: other.stoppedEarly,
      withDetails: true,
    });
    if (!best || rank(pair) < rank(best.pair)) best = { pair, sides: [0, index] };
  }
  return best!;
}

function rank({ found, lost }: Pair): number {
  if (found) return Math.max(found.mismatch.a?.step ?? 0, found.mismatch.b?.step ?? 0);
  return lost[0] || lost[1] ? Number.MAX_SAFE_INTEGER : Number.POSITIVE_INFINITY;
}

function traces(run: RunOutcome, root: string) {
  return { directory: run.directory, root };
}

function lostText(pair: Pair, sides: [number, number]): string | null {
  const side = pair.lost[0] !== null ? 0 : 1;
  const why = pair.lost[side];
  return why === null ? null : `run ${sides[side]! + 1}: ${why}, so nothing can be said of what came after`;
}
