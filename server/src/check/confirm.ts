// Pins a suspect and runs again: a cause is confirmed only if the divergence then goes or moves later.
import type { Hypothesis } from './cause.ts';
import { hashValue, setOrder } from './causes/iteration-order.ts';
import { type Found, movedLater, shownEvent } from './first-divergence.ts';
import type { Pair } from './pair.ts';
import type { Pins } from './run.ts';
import type { Place } from './trace/dictionary.ts';
import { ORDER } from './trace/event.ts';

/** Runs the script twice with these pins, for so many steps; null where a run did not end well or a trace is lost. */
export type Rerun = (pins: [Pins, Pins], steps: number) => Promise<Pair | null>;

/** The line above a place that calls `hash()`, from the source, or null. */
export type HashRow = (place: number) => Shown | null;

/** Where a cause is shown. */
type Shown = Pick<Place, 'file' | 'row'>;

export interface Confirmed {
  hypothesis: Hypothesis;
  /** The line that an intervention found; null: the hypothesis has its own. */
  place: Shown | null;
  confirmed: boolean;
}

/** Steps that a pinned pair goes on past the divergence, to see that it has gone and not only slipped. */
const MARGIN = 3;
/** With two strings in a set, every other pair of hash seeds gives the same order. */
const ORDER_TRIES = 3;

/** Tries the hypotheses in turn. The one that is no guess is said if none of them is confirmed. */
export async function confirm(
  found: Found,
  all: Hypothesis[],
  rerun: Rerun,
  hashRow: HashRow,
): Promise<Confirmed> {
  const steps = shownEvent(found.mismatch).step + MARGIN;
  for (const hypothesis of all) {
    if (!hypothesis.pins) continue;
    const after = await rerun([hypothesis.pins, hypothesis.pins], steps);
    if (after === null) continue;
    if (after.found !== null && !movedLater(found, after.found, hypothesis.guess)) continue;
    if (hypothesis.class !== 'iteration-order') return { hypothesis, place: null, confirmed: true };
    return { ...(await findOrder(hypothesis, rerun, hashRow, steps)), confirmed: true };
  }
  return { hypothesis: all.find(({ guess }) => !guess)!, place: null, confirmed: false };
}

/** Watches iterations under two fixed hash seeds that differ: the last order that differs before the data does. */
async function findOrder(
  hypothesis: Hypothesis,
  rerun: Rerun,
  hashRow: HashRow,
  steps: number,
): Promise<{ hypothesis: Hypothesis; place: Shown | null }> {
  for (let attempt = 0; attempt < ORDER_TRIES; attempt++) {
    const watch = (hashseed: number): Pins => ({ hashseed, watch_order: true });
    const watched = await rerun([watch(2 * attempt + 1), watch(2 * attempt + 2)], steps);
    if (!watched?.found) continue;
    const place = watched.dictionary.place(orderBefore(watched.found));
    if (place) return { hypothesis: setOrder(hypothesis.place), place };
    break;
  }
  // Where no order differs on the way to the data, what differs may be a hash itself.
  const row = hashRow(hypothesis.place);
  return row === null ? { hypothesis, place: null } : { hypothesis: hashValue(hypothesis.place), place: row };
}

/** The place of that order, or 0. */
function orderBefore(found: Found): number {
  const limit = shownEvent(found.mismatch).index;
  let best = { index: -1, place: 0 };
  for (const suspect of found.alignment.suspects) {
    const order = shownEvent(suspect.first);
    if (order.kind !== ORDER || order.place === 0 || order.index > limit) continue;
    const index = suspect.lastIndex < limit ? suspect.lastIndex : order.index;
    if (index > best.index) best = { index, place: order.place };
  }
  return best.place;
}
