// `--cost`: one run more, whose steps are made with and without the flags for determinism by turns.
import { rm } from 'node:fs/promises';
import type { CheckOptions } from './prepare.ts';
import type { CheckReport, FlagCost, MeasuredWay } from './result.ts';
import { isUsable, type Runner } from './runner.ts';
import { median, quantile, readStepTimes, type StepTimes } from './step-times.ts';

/** Rounds in which kernels are loaded, tuned and compiled, and caches filled. */
const WARM_UP = 3;
const MOST_ROUNDS = 100;
const LEAST_ROUNDS = 5;
const SECONDS = 120;
/** Without it, cuBLAS is deterministic on no setting. */
const ENVIRONMENT = { CUBLAS_WORKSPACE_CONFIG: ':4096:8' };

/** Adds what it found to the report, or one line on why there is nothing. */
export async function measureCost(
  { result, notes }: CheckReport,
  options: CheckOptions,
  environment: Record<string, string>,
  runner: Runner,
): Promise<void> {
  runner.tell('run', 'measuring what determinism costs');
  const counted = Math.min(options.steps ?? MOST_ROUNDS, MOST_ROUNDS);
  const measure = { rounds: counted + WARM_UP, least: LEAST_ROUNDS + WARM_UP, seconds: SECONDS, flags: true };
  const run = await runner.run('cost', {}, null, {
    level: 'none',
    measure,
    environment: { ...ENVIRONMENT, ...environment },
  });
  const times = await readStepTimes(run);
  await rm(run.directory, { recursive: true });
  const found = times && isUsable(run) ? flagCost(times) : null;
  if (found) result.cost.flags = found;
  else
    notes.notices.push(`what determinism costs could not be measured: ${whyNot(times, run.status.message)}`);
}

function whyNot(times: StepTimes | null, message: string | null): string {
  if (message) return message;
  return times && times.seconds.length > 0
    ? `the script makes too few steps, ${times.seconds.length} of an optimizer`
    : 'the script makes no two steps of an optimizer';
}

/** Pure; null where fewer than LEAST_ROUNDS rounds are left to count. */
export function flagCost({ seconds, ways, names }: StepTimes): FlagCost | null {
  const all = Math.floor(Math.min(seconds.length, ways.length) / Math.max(1, names.length));
  const rounds = all - WARM_UP;
  if (rounds < LEAST_ROUNDS) return null;
  const of = (way: number) =>
    Array.from({ length: rounds }, (_, at) => seconds[(at + WARM_UP) * names.length + way]!);
  const own = of(0);
  return {
    warm_up: WARM_UP,
    ways: names.map((way, index): MeasuredWay => {
      const taken = of(index);
      const measured = { way, steps: rounds, median_s: median(taken) };
      if (index === 0) return { ...measured, change: null, clear: true };
      // Steps beside each other share what the machine does meanwhile.
      const ratios = taken.map((value, at) => value / own[at]! - 1);
      const change = median(ratios);
      const spread = (1.58 * (quantile(ratios, 0.75) - quantile(ratios, 0.25))) / Math.sqrt(rounds);
      return { ...measured, change, clear: Math.abs(change) > spread };
    }),
  };
}
