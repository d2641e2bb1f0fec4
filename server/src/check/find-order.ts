// Finds the line behind an order that makes runs part: the set that is iterated over, or the `hash()` or `id()` whose value gets in.
import type { Hypothesis } from './cause.ts';
import { addressOrder, addressText, hashValue, idValue, setOrder } from './causes/iteration-order.ts';
import type { Rerun } from './confirm.ts';
import { type Found, partsLater, shownEvent } from './first-divergence.ts';
import type { Pair } from './pair.ts';
import { mergePins, type Pins, pinLine } from './pins.ts';
import type { Dictionary, Place } from './trace/dictionary.ts';
import { ORDER } from './trace/event.ts';

/** Where a cause is shown. */
export type Shown = Pick<Place, 'file' | 'row'>;

export interface OrderFound {
  hypothesis: Hypothesis;
  /** Null: the hypothesis has its own. */
  place: Shown | null;
  confirmed: boolean;
}

/** With two strings in a set, every other pair of hash seeds gives the same order; addresses may agree by chance too. */
const TRIES = 3;
/** Of more lines than these before the data differs, those further away are not tried one by one. */
const MOST_LINES = 3;

/**
 * Where pinning the hash seed makes the runs agree. `base` is everything else that is pinned. The line's own pin takes
 * the place of the hash seed's where it does as well. Null where it was chance that they agreed.
 */
export async function findOrder(
  pair: Pair,
  hypothesis: Hypothesis,
  base: Pins,
  steps: number,
  rerun: Rerun,
): Promise<OrderFound | null> {
  // Under two fixed hash seeds that differ.
  const orders = await watchedOrders(steps, rerun, (attempt) => [
    mergePins(base, { hashseed: 2 * attempt + 1, watch_order: true }),
    mergePins(base, { hashseed: 2 * attempt + 2, watch_order: true }),
  ]);
  const salted = [...of(orders, 'text'), ...of(orders, 'hash')];
  for (const order of salted) {
    const pins = pinLine(order.by === 'hash' ? 'stable_hash' : 'sorted_order', order.where)!;
    const all = mergePins(base, pins);
    const after = await rerun([all, all], steps);
    if (after && partsLater(pair, after, true))
      return { hypothesis: { ...saltedBy(order), pins }, place: order.where, confirmed: true };
  }
  if (salted[0]) return { hypothesis: saltedBy(salted[0]), place: salted[0].where, confirmed: true };
  // That the runs agreed was chance: addresses do now and then.
  const byAddress = await ofAddresses(pair, orders, base, steps, rerun);
  if (byAddress) return byAddress;
  // An order that no line of the script shows, or chance once more: what differs may have few values.
  const always = await curedTwice(pair, mergePins(base, hypothesis.pins ?? {}), steps, rerun);
  return always ? { hypothesis, place: null, confirmed: true } : null;
}

function saltedBy({ by, place }: Order): Hypothesis {
  return by === 'hash' ? hashValue(place) : setOrder(place);
}

/**
 * Where no pin helped: a set whose elements are hashed by their address, which differs in each process whatever the
 * hash seed, or an address itself. Null where there is none, or where what can be pinned of it changes nothing.
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
  for (const order of [
    ...of(orders, 'address'),
    ...of(orders, 'id'),
    ...of(orders, 'address in text'),
    ...of(orders, 'hash of address'),
  ]) {
    const pins = pinLine(addressPins[order.by] ?? 'sorted_order', order.where)!;
    if (await curedTwice(pair, mergePins(base, pins), steps, rerun))
      return { hypothesis: { ...byAddress(order), pins }, place: order.where, confirmed: true };
  }
  // Like objects cannot be put in an order of their own.
  const alike = of(orders, 'alike')[0];
  return alike
    ? { hypothesis: addressOrder(alike.place, 'alike'), place: alike.where, confirmed: false }
    : null;
}

const addressPins: Partial<Record<Order['by'], 'stable_id' | 'stable_hash'>> = {
  id: 'stable_id',
  'address in text': 'stable_id',
  'hash of address': 'stable_hash',
};

function byAddress({ by, place }: Order): Hypothesis {
  if (by === 'id') return idValue(place);
  if (by === 'address in text') return addressText(place);
  return by === 'address' ? addressOrder(place, by) : hashValue(place, 'address');
}

/** Those of one kind that are tried: the last ones before the data differs. */
function of(orders: Order[], by: Order['by']): Order[] {
  return orders.filter((order) => order.by === by).slice(0, MOST_LINES);
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
  /** What the order, or the number, follows from; elements that look alike cannot be told from each other. */
  by: 'text' | 'address' | 'alike' | 'hash' | 'hash of address' | 'id' | 'address in text';
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
      const by = followsFrom(dictionary.name(order.name));
      return [{ index: lastIndex < limit ? lastIndex : order.index, place: order.place, where, by } as const];
    })
    .sort((a, b) => b.index - a.index);
}

function followsFrom(name: string): Order['by'] {
  if (name === 'id() in text') return 'address in text';
  if (name.startsWith('id()')) return 'id';
  const address = name.endsWith('by address');
  if (name.startsWith('hash()')) return address ? 'hash of address' : 'hash';
  if (name.endsWith('of like objects')) return 'alike';
  return address ? 'address' : 'text';
}
