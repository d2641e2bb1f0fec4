// Holds what helper threads of two runs did that has no counterpart yet: which thread of a pool does which task is chance.
import type { TraceEvent } from '../trace/event.ts';
import { type EventQueue, event, word } from './event-queue.ts';

export type BagSide = 0 | 1;

export interface Bag {
  /** The event at the head of a queue; gives back whether it met the same event of the other run. */
  add(side: BagSide, queue: EventQueue, head: number): boolean;
  /** Events at one place whose values differ, the first of each place, in the order of the first run. */
  differing(): [TraceEvent, TraceEvent][];
}

/** Beyond this the runs share so little that more would not tell more. */
const MOST = 1 << 17;

interface Held {
  side: BagSide;
  events: TraceEvent[];
}

export function createBag(): Bag {
  const held = new Map<string, Held>();
  let count = 0;

  function add(side: BagSide, queue: EventQueue, head: number): boolean {
    const values = [4, 5, 6, 7].map((field) => word(queue, 0, field)).join(' ');
    const key = `${head} ${word(queue, 0, 1)} ${word(queue, 0, 2)} ${values}`;
    const known = held.get(key);
    if (known && known.side !== side) {
      if (known.events.length === 1) held.delete(key);
      else known.events.shift();
      count--;
      return true;
    }
    if (count >= MOST) return false;
    count++;
    if (known) known.events.push(event(queue, 0));
    else held.set(key, { side, events: [event(queue, 0)] });
    return false;
  }

  function differing(): [TraceEvent, TraceEvent][] {
    const sides: [TraceEvent[], TraceEvent[]] = [[], []];
    for (const { side, events } of held.values()) sides[side].push(...events);
    for (const side of sides) side.sort((x, y) => x.index - y.index);
    const there = new Map<string, TraceEvent[]>();
    for (const one of sides[1]) {
      const list = there.get(placeKey(one));
      if (list) list.push(one);
      else there.set(placeKey(one), [one]);
    }
    const pairs: [TraceEvent, TraceEvent][] = [];
    for (const one of sides[0]) {
      const list = there.get(placeKey(one));
      // What only one run did may be a helper that went on a little longer.
      if (!list) continue;
      pairs.push([one, list.find(({ before }) => before === one.before) ?? list[0]!]);
      there.delete(placeKey(one));
    }
    return pairs;
  }

  return { add, differing };
}

function placeKey({ kind, name, place }: TraceEvent): string {
  return `${kind} ${name} ${place}`;
}
