// Finds the line behind a hash seed that makes runs part: the set whose order, or the `hash()` whose value, gets in.
import type { Hypothesis } from './cause.ts';
import { hashValue, setOrder } from './causes/iteration-order.ts';
import type { Rerun } from './confirm.ts';
import { type Found, partsLater, shownEvent } from './first-divergence.ts';
import type { Pair } from './pair.ts';
import { mergePins, type Pins, pinLine } from './pins.ts';
import type { Place } from './trace/dictionary.ts';
import { ORDER } from './trace/event.ts';

/** Where a cause is shown. */
export type Shown = Pick<Place, 'file' | 'row'>;

/** The line above a place that calls `hash()`, from the source, or null. */
export type HashRow = (place: number) => Shown | null;

export interface OrderFound {
  hypothesis: Hypothesis;
  /** Null: the hypothesis has its own. */
  place: Shown | null;
}

/** With two strings in a set, every other pair of hash seeds gives the same order. */
const TRIES = 3;

/** `base` is everything else that is pinned. The line's own pin takes the place of the hash seed's where it does as well. */
export async function findOrder(
  pair: Pair,
  hypothesis: Hypothesis,
  base: Pins,
  steps: number,
  rerun: Rerun,
  hashRow: HashRow,
): Promise<OrderFound> {
  const found = await watched(hypothesis, base, steps, rerun, hashRow);
  const pins = pinLine(found.hypothesis.rule === 'SR503' ? 'stable_hash' : 'sorted_order', found.place);
  if (!pins) return found;
  const all = mergePins(base, pins);
  const after = await rerun([all, all], steps);
  if (!after || !partsLater(pair, after, true)) return found;
  return { ...found, hypothesis: { ...found.hypothesis, pins } };
}

/** Watches iterations under two fixed hash seeds that differ: the last order that differs before the data does. */
async function watched(
  hypothesis: Hypothesis,
  base: Pins,
  steps: number,
  rerun: Rerun,
  hashRow: HashRow,
): Promise<OrderFound> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const watch = (hashseed: number): Pins => mergePins(base, { hashseed, watch_order: true });
    const seen = await rerun([watch(2 * attempt + 1), watch(2 * attempt + 2)], steps);
    if (!seen?.found) continue;
    const place = seen.dictionary.place(orderBefore(seen.found));
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
