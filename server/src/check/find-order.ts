// Finds the line behind an order that makes runs part: the set that is iterated over, or the `hash()` whose value gets in.
import type { Hypothesis } from './cause.ts';
import { addressOrder, hashValue, setOrder } from './causes/iteration-order.ts';
import type { Rerun } from './confirm.ts';
import { type Found, partsLater, shownEvent } from './first-divergence.ts';
import type { Pair } from './pair.ts';
import { mergePins, type Pins, pinLine } from './pins.ts';
import type { Dictionary, Place } from './trace/dictionary.ts';
import { ORDER } from './trace/event.ts';

/** Where a cause is shown. */
export type Shown = Pick<Place, 'file' | 'row'>;

/** The line above a place that calls `hash()`, from the source, or null. */
export type HashRow = (place: number) => Shown | null;

export interface OrderFound {
  hypothesis: Hypothesis;
  /** Null: the hypothesis has its own. */
  place: Shown | null;
  confirmed: boolean;
}

/** With two strings in a set, every other pair of hash seeds gives the same order; addresses may agree by chance too. */
const TRIES = 3;
/** More sets than these, iterated over before the data differs, are not tried one by one. */
const MOST_SETS = 3;

/**
 * Where pinning the hash seed makes the runs agree. `base` is everything else that is pinned. The line's own pin takes
 * the place of the hash seed's where it does as well.
 */
export async function findOrder(
  pair: Pair,
  hypothesis: Hypothesis,
  base: Pins,
  steps: number,
  rerun: Rerun,
  hashRow: HashRow,
): Promise<OrderFound> {
  // Under two fixed hash seeds that differ.
  const orders = await watchedOrders(steps, rerun, (attempt) => [
    mergePins(base, { hashseed: 2 * attempt + 1, watch_order: true }),
    mergePins(base, { hashseed: 2 * attempt + 2, watch_order: true }),
  ]);
  const text = orders.find(({ by }) => by === 'text');
  if (orders.length > 0 && !text) {
    // That the runs agreed was chance: addresses do now and then.
    const byAddress = await ofAddresses(pair, orders, base, steps, rerun);
    if (byAddress) return byAddress;
  }
  // Where no order differs on the way to the data, what differs may be a hash itself.
  const row = text ? null : hashRow(hypothesis.place);
  const found = text ? setOrder(hypothesis.place) : row ? hashValue(hypothesis.place) : hypothesis;
  const place = text?.where ?? row;
  const pins = pinLine(found.rule === 'SR503' ? 'stable_hash' : 'sorted_order', place);
  if (!pins) return { hypothesis: found, place, confirmed: true };
  const all = mergePins(base, pins);
  const after = await rerun([all, all], steps);
  const own = after && partsLater(pair, after, true);
  return { hypothesis: own ? { ...found, pins } : found, place, confirmed: true };
}

/**
 * Where no pin helped: a set whose elements are hashed by their address, which differs in each process whatever the
 * hash seed. Null where none is iterated over, or where sorting those that can be sorted changes nothing.
 */
export async function findAddressOrder(
  pair: Pair,
  base: Pins,
  steps: number,
  rerun: Rerun,
): Promise<OrderFound | null> {
  const watch = mergePins(base, { watch_order: true });
  return ofAddresses(pair, await watchedOrders(steps, rerun, () => [watch, watch]), base, steps, rerun);
}

async function ofAddresses(
  pair: Pair,
  orders: Order[],
  base: Pins,
  steps: number,
  rerun: Rerun,
): Promise<OrderFound | null> {
  const sets = orders.flatMap(({ by, ...order }) => (by === 'text' ? [] : [{ by, ...order }]));
  for (const { by, place, where } of sets.slice(0, MOST_SETS)) {
    const hypothesis = addressOrder(place, by);
    // Like objects cannot be put in an order of their own.
    if (by === 'alike') return { hypothesis, place: where, confirmed: false };
    const pins = pinLine('sorted_order', where)!;
    if (await curedTwice(pair, mergePins(base, pins), steps, rerun))
      return { hypothesis: { ...hypothesis, pins }, place: where, confirmed: true };
  }
  return null;
}

/** Once may be chance: addresses agree now and then. */
async function curedTwice(pair: Pair, pins: Pins, steps: number, rerun: Rerun): Promise<boolean> {
  for (let time = 0; time < 2; time++) {
    const after = await rerun([pins, pins], steps);
    if (!after || !partsLater(pair, after, true)) return false;
  }
  return true;
}

interface Order {
  place: number;
  where: Shown;
  /** What the order follows from; elements that look alike cannot be told from each other. */
  by: 'text' | 'address' | 'alike';
}

/** Of the first watched pair that differs: the orders that differ before the data does, the last one first. */
async function watchedOrders(
  steps: number,
  rerun: Rerun,
  pins: (attempt: number) => [Pins, Pins],
): Promise<Order[]> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const seen = await rerun(pins(attempt), steps);
    if (seen?.found) return ordersBefore(seen.found, seen.dictionary);
  }
  return [];
}

function ordersBefore(found: Found, dictionary: Dictionary): Order[] {
  const limit = shownEvent(found.mismatch).index;
  return found.alignment.suspects
    .flatMap(({ first, lastIndex }) => {
      const order = shownEvent(first);
      const where = dictionary.place(order.place);
      if (order.kind !== ORDER || !where || order.index > limit) return [];
      const name = dictionary.name(order.name);
      const by = name.endsWith('by address')
        ? 'address'
        : name.endsWith('of like objects')
          ? 'alike'
          : 'text';
      return [{ index: lastIndex < limit ? lastIndex : order.index, place: order.place, where, by } as const];
    })
    .sort((a, b) => b.index - a.index);
}
