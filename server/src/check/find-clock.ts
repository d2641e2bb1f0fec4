// Of several lines that read the clock, which one makes runs part: all are pinned, and one of them is told another time.
import type { Hypothesis } from './cause.ts';
import type { Rerun } from './confirm.ts';
import { partsLater } from './first-divergence.ts';
import type { Pair } from './pair.ts';
import { mergePins, type Pins, pinLine } from './pins.ts';

/** The likeliest first; where none of them alone does it, the likeliest. */
export async function findClock(
  pair: Pair,
  hypothesis: Hypothesis,
  base: Pins,
  steps: number,
  rerun: Rerun,
): Promise<Hypothesis> {
  const { alternatives = [] } = hypothesis;
  const lines = alternatives.length > 0 ? [hypothesis, ...alternatives] : [];
  const pinned = mergePins(base, { clock: true });
  for (const one of lines) {
    const ahead = pinLine('clock_ahead', pair.dictionary.place(one.place));
    if (!ahead) continue;
    const after = await rerun([pinned, mergePins(pinned, ahead)], steps);
    if (after?.found && !partsLater(pair, after, true)) return one;
  }
  return hypothesis;
}
