// Pins a suspect and runs again: a cause is confirmed only if results then part later or not at all.
import type { Hypothesis } from './cause.ts';
import { effectOf, isLater, partsLater, shownEvent } from './first-divergence.ts';
import type { Pair } from './pair.ts';
import { mergePins, type Pins } from './pins.ts';
import { DRAW } from './trace/event.ts';

/** Runs the script twice with these pins, for so many steps; null where a run did not end well or a trace is lost. */
export type Rerun = (pins: [Pins, Pins], steps: number | null) => Promise<Pair | null>;

/** A hypothesis, and the pair that it was made from: with all that was suspected before it pinned. */
export interface Suspected {
  hypothesis: Hypothesis;
  from: Pair;
}

export interface Confirmed {
  /** In the order in which they differ: without any of them the runs would part as they did. Empty: not confirmed. */
  live: Suspected[];
  /** What differs too, but nothing follows from it. */
  dead: Suspected[];
  /** What was last known to differ, with everything pinned that had been suspected until then. */
  last: Pair;
}

/** Steps that a pinned pair goes on past the divergence, to see that it has gone and not only slipped. */
const MARGIN = 3;
/** Draws that differ one after the other before the first tensor does; more are not told apart. */
const MOST_SUSPECTS = 8;

export function stepsToSee(pair: Pair): number {
  const steps = [pair.found, effectOf(pair)].map((found) => (found ? shownEvent(found.mismatch).step : 0));
  return Math.max(...steps) + MARGIN;
}

/**
 * Tries what may have caused the divergence of `pair`, whose runs had `base` pinned. A draw whose pin changes nothing
 * but the draw itself is set aside and what differs next is tried, until the results move; then each of those set
 * aside is let go again, to see whether it matters.
 */
export async function confirm(
  pair: Pair,
  base: Pins,
  name: (pair: Pair) => Hypothesis[],
  rerun: Rerun,
): Promise<Confirmed> {
  const steps = stepsToSee(pair);
  const suspected: Suspected[] = [];
  const pinned = (some: Suspected[]) => pinnedBy(base, some);
  const run = async (some: Suspected[]) => {
    const pins = pinned(some);
    return rerun([pins, pins], steps);
  };
  let last = pair;
  while (suspected.length < MOST_SUSPECTS) {
    const tried = await tryAll(pair, last, suspected, name(last), run);
    if (!tried) break;
    suspected.push(...tried.suspected);
    if (tried.cured) {
      // Of one that was tried alone it is known that it moves the results.
      const certain = tried.suspected.length === 1 ? tried.suspected[0]! : null;
      return { ...(await letGo(pair, suspected, certain, run)), last };
    }
    last = tried.after!;
  }
  return { live: [], dead: [], last };
}

interface Tried {
  suspected: Suspected[];
  /** Results part later now; otherwise only this draw has gone. */
  cured: boolean;
  after: Pair | null;
}

type RunWith = (some: Suspected[]) => Promise<Pair | null>;

/** The first hypothesis alone, then all together: where even that changes nothing, one by one would not either. */
async function tryAll(
  pair: Pair,
  from: Pair,
  before: Suspected[],
  all: Hypothesis[],
  run: RunWith,
): Promise<Tried | null> {
  const candidates = all.filter(({ pins }) => pins !== null).map((hypothesis) => ({ hypothesis, from }));
  for (const [at, candidate] of candidates.entries()) {
    const after = await run([...before, candidate]);
    if (after) {
      if (partsLater(pair, after, candidate.hypothesis.guess))
        return { suspected: [candidate], cured: true, after };
      if (drawHasGone(from, after)) return { suspected: [candidate], cured: false, after };
    }
    if (at === 0 && candidates.length > 2) {
      const together = await run([...before, ...candidates]);
      if (together && !partsLater(pair, together, true)) return null;
    }
  }
  if (candidates.length < 2) return null;
  const after = await run([...before, ...candidates]);
  return after && partsLater(pair, after, true) ? { suspected: candidates, cured: true, after } : null;
}

/** The draw that differed first agrees now, though the results do not. */
function drawHasGone(before: Pair, after: Pair): boolean {
  if (!before.found || shownEvent(before.found.mismatch).kind !== DRAW) return false;
  return after.found === null || isLater(before.found, after.found, false);
}

/** Of several suspects, those without whose pin the runs part as before. */
async function letGo(
  pair: Pair,
  suspected: Suspected[],
  certain: Suspected | null,
  run: RunWith,
): Promise<Pick<Confirmed, 'live' | 'dead'>> {
  let live = suspected;
  for (const one of suspected) {
    if (one === certain || live.length === 1) continue;
    const others = live.filter((other) => other !== one);
    const after = await run(others);
    if (after && partsLater(pair, after, one.hypothesis.guess)) live = others;
  }
  return { live, dead: suspected.filter((one) => !live.includes(one)) };
}

export function pinnedBy(base: Pins, some: Suspected[]): Pins {
  return some.reduce((pins, { hypothesis }) => mergePins(pins, hypothesis.pins ?? {}), base);
}
