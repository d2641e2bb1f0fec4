// The verdict on what the runs showed, by the rules of the design; pure, and never better than the evidence.
import type { Compared, RunEnd, Verdict } from './result.ts';

export interface RunEvidence {
  end: RunEnd;
  /** One line on how it ended, for the reason. */
  message: string | null;
}

export interface VerdictEvidence {
  ends: RunEvidence[];
  /** Why a trace cannot be trusted, or null: the tracer failed, or a chain is broken. */
  lost: string | null;
  compared: Compared;
  diverged: boolean;
  /** The files through which state was carried from one run into the next. */
  carried: string[];
  /** A cause was confirmed on runs that started from the same state. */
  fairDivergence: boolean;
}

export interface Judgement {
  verdict: Verdict;
  reason: string | null;
}

export function judge(evidence: VerdictEvidence): Judgement {
  const { ends, diverged } = evidence;
  const bad = ends.filter(({ end }) => !endedWell(end));
  const hard = bad.find(({ end }) => end.kind !== 'exception' && end.kind !== 'exit');
  if (hard) return failed(hard);
  // One run that raises where the other goes on is a difference like any other, if the traces show where it began.
  if (bad.length > 0 && (bad.length === ends.length || !diverged)) return failed(bad[0]!);
  if (evidence.carried.length > 0 && !evidence.fairDivergence)
    return { verdict: 'inconclusive', reason: carriedReason(evidence.carried) };
  if (diverged) return { verdict: 'diverged', reason: bad[0] ? endText(bad[0]) : null };
  if (evidence.lost) return { verdict: 'inconclusive', reason: evidence.lost };
  if (!somethingCompared(evidence.compared))
    return {
      verdict: 'inconclusive',
      reason: 'nothing was compared: the script draws no random number, uses no tensor and prints nothing',
    };
  return { verdict: 'identical', reason: null };
}

function endedWell(end: RunEnd): boolean {
  return end.kind === 'completed' || end.kind === 'step-limit' || end.kind === 'trace-lost';
}

function somethingCompared(compared: Compared): boolean {
  return Object.values(compared).some((count) => count > 0);
}

function failed(run: RunEvidence): Judgement {
  return { verdict: 'failed', reason: endText(run) };
}

function endText({ end, message }: RunEvidence): string {
  const why = message ? `: ${message}` : '';
  switch (end.kind) {
    case 'exception':
      return `run ${end.run} raised${message ? ` ${message}` : ' an exception'}`;
    case 'exit':
      return `run ${end.run} exited with status ${end.code}${why}`;
    case 'signal':
      return `run ${end.run} was ended by signal ${end.code}${why}`;
    case 'oom':
      return `run ${end.run} ran out of memory${why}`;
    case 'timeout':
      return `run ${end.run} reached the time limit${why}`;
    default:
      return `run ${end.run} ended early${why}`;
  }
}

function carriedReason(paths: string[]): string {
  const [first, ...more] = paths;
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  return `state was carried over: run 2 read ${first}${others}, which run 1 had changed`;
}
