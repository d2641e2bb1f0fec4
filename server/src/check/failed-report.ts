// The report where no two runs could be compared: what stopped the check, in one line.
import { tmpdir } from 'node:os';
import { argumentsMessage, requiredArguments } from './arguments.ts';
import { totalCompared } from './build-result.ts';
import { tailOfStderr } from './compare-runs.ts';
import { fileNotices } from './notices.ts';
import type { CheckOptions, Prepared } from './prepare.ts';
import type { CheckReport, CheckResult, EndKind, RequiredOption, RunEnd } from './result.ts';
import type { RunOutcome } from './run.ts';
import type { SourceText } from './source-text.ts';
import { judge, type RunEvidence } from './verdict.ts';

/** The first run ended badly, so there is nothing to compare: says why, and what to do. */
export async function failedReport(
  options: CheckOptions,
  prepared: Prepared,
  runs: RunOutcome[],
  source: SourceText,
): Promise<CheckReport> {
  const run = runs[0]!;
  const { status } = run;
  const stderr = await tailOfStderr(run.directory);
  const line =
    status.filename && status.row ? (source.lines(status.filename)?.[status.row - 1] ?? null) : null;
  const missing = requiredArguments(status.code, stderr, status.message, line);
  const evidence = evidenceOf(run, 0, false);
  const where = status.filename && status.row ? ` (${status.filename}:${status.row})` : '';
  const shown = status.message ? `${status.message}${where}` : lastLine(stderr);
  const judged = judge({
    ends: [{ ...evidence, message: shown }],
    lost: null,
    compared: totalCompared([]),
    diverged: false,
    carried: [],
    fairDivergence: false,
  });
  const reason = missing.length > 0 ? argumentsMessage(prepared.title, missing) : judged.reason!;
  const report = complaintReport(options, reason, missing);
  return {
    result: {
      ...report.result,
      runs: 1,
      level: prepared.request.level,
      ends: [evidence.end],
      cost: cost(runs),
    },
    notes: {
      ...report.notes,
      notices: [...prepared.notices, ...run.notices, ...fileNotices(runs, prepared.request.roots, tmpdir())],
    },
  };
}

/** What is said where no two runs could be made. */
export function complaintReport(
  options: CheckOptions,
  reason: string,
  missing: RequiredOption[] = [],
): CheckReport {
  return {
    result: {
      version: 1,
      verdict: 'failed',
      reason,
      runs: 0,
      steps: 0,
      level: options.level === 'steps' ? 'steps' : 'ops',
      device: 'cpu',
      ends: [],
      compared: totalCompared([]),
      first_divergence: null,
      cause: null,
      annotations: [],
      metrics: {},
      cost: { plain_s: null, traced_s: null },
    },
    notes: { script: options.script ?? options.module ?? '', limited: false, notices: [], missing },
  };
}

export function cost(runs: RunOutcome[]): CheckResult['cost'] {
  const seconds = runs.reduce((sum, run) => sum + run.status.wall_s, 0) / Math.max(1, runs.length);
  return { plain_s: null, traced_s: Math.round(seconds * 1000) / 1000 };
}

function lastLine(text: string): string | null {
  return text.trim().split('\n').at(-1)?.slice(0, 300) || null;
}

/** `lost` says that its trace cannot be trusted, however well the run ended. */
export function evidenceOf(run: RunOutcome, index: number, lost: boolean): RunEvidence {
  const { status } = run;
  const exited = status.kind === 'exit' && status.code === 0 ? 'completed' : status.kind;
  const whole = exited === 'completed' || exited === 'step-limit';
  const kinds: Partial<Record<string, EndKind>> = { cancelled: 'signal', 'not-started': 'exit' };
  const end: RunEnd = {
    run: index + 1,
    rank: 0,
    kind: lost && whole ? 'trace-lost' : (kinds[exited] ?? (exited as EndKind)),
    code: status.signal ?? status.code,
  };
  return { end, message: status.message };
}
