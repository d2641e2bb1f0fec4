// Reads how long the steps of a run took, as the tracer wrote it down.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { RunOutcome } from './run.ts';

const shape = v.object({
  seconds: v.array(v.number()),
  ways: v.array(v.number()),
  names: v.array(v.picklist(['as-is', 'with-flags', 'without-flags'])),
  gave_up: v.boolean(),
});

export type StepTimes = v.InferOutput<typeof shape>;

/** Null where the run made no step, or did not come to its end. */
export async function readStepTimes({ directory }: RunOutcome): Promise<StepTimes | null> {
  try {
    const parsed = v.safeParse(shape, JSON.parse(await readFile(join(directory, 'times.json'), 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch (error) {
    // A run that was ended from outside leaves none, or half of one.
    if (
      error instanceof SyntaxError ||
      (error instanceof Error && 'code' in error && error.code === 'ENOENT')
    )
      return null;
    throw error;
  }
}

export function median(values: number[]): number {
  return quantile(values, 0.5);
}

/** Between two values, as most tools do it. */
export function quantile(values: number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return low + (high - low) * (at - Math.floor(at));
}
