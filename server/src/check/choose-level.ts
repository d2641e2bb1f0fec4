// `--level auto`: every op, unless a run is long and its first steps show that tracing every op makes it much longer.
import { rm } from 'node:fs/promises';
import { timeText } from './cost-text.ts';
import type { CheckOptions, Prepared } from './prepare.ts';
import type { RunOutcome } from './run.ts';
import { isUsable, type Runner } from './runner.ts';
import { median, readStepTimes } from './step-times.ts';

/** A run that takes less is not worth another one that measures. */
const PATIENCE_S = 60;
/** Beyond this, what single ops would tell is not worth the wait. */
const MOST_OVERHEAD = 1.5;
/** The first steps also allocate, compile and tune. */
const WARM_UP = 2;
const MEASURE = { rounds: 7, least: 4, seconds: 60, flags: false } as const;

/**
 * The first run, traced op by op. Null where it ended itself because it would take long: then the same few steps have been
 * made without a trace too, and the level is what that says.
 */
export async function tryEveryOp(
  options: CheckOptions,
  prepared: Prepared,
  runner: Runner,
): Promise<RunOutcome | null> {
  const { request } = prepared;
  // Ranks wait for each other: one of them cannot end alone.
  if (options.level !== 'auto' || request.level !== 'ops' || options.launcher !== null) return null;
  const patience = options.patience ?? PATIENCE_S;
  const first = await runner.plain(1, { patience });
  const traced = await readStepTimes(first);
  if (!traced?.gave_up) {
    prepared.levelWhy =
      patience === PATIENCE_S ? 'a run takes less than a minute' : `a run takes less than ${patience} s`;
    return first;
  }
  await rm(first.directory, { recursive: true });
  runner.tell('run', 'measuring what the tracing costs');
  const plain = await runner.run('plain', {}, null, { level: 'none', measure: MEASURE });
  const times = isUsable(plain) ? await readStepTimes(plain) : null;
  await rm(plain.directory, { recursive: true });
  if (!times || times.seconds.length <= WARM_UP) {
    prepared.levelWhy = 'what tracing every op costs could not be measured';
    return null;
  }
  const [slow, quick] = [traced, times].map(({ seconds }) => median(seconds.slice(WARM_UP)));
  const overhead = slow! / quick!;
  prepared.overhead = Math.round(overhead * 100) / 100;
  const both = `${timeText(slow!)} a step, ${timeText(quick!)} without a trace`;
  if (overhead <= MOST_OVERHEAD) {
    prepared.levelWhy = `tracing every op costs ${factor(overhead)}: ${both}`;
    return null;
  }
  request.level = 'steps';
  prepared.levelWhy = `tracing every op would cost ${factor(overhead)}: ${both}`;
  prepared.stepwise = true;
  return null;
}

function factor(overhead: number): string {
  return `${overhead.toFixed(2)}×`;
}
