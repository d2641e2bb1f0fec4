// What is looked for at each edit in what a run did, found once for each body: most of it stays as it is.

import type { Follow, Item } from './history.ts';

/** Of the items of one body, those of bodies inside of it left out. */
export interface Digest {
  readonly follows: readonly Follow[];
  /** Functions whose bodies ran around a block of this one. */
  readonly arounds: ReadonlySet<object>;
  /** What is told of the run as a whole, with the bodies in between. */
  readonly told: readonly Item[];
  /** Nodes of which it was asked whether they were written down, functions of which it was asked whether they were followed. */
  readonly asked: readonly object[];
  /** Whether objects that wait are used up, as in a child process. */
  readonly sweeps: boolean;
}

const known = new WeakMap<readonly Item[], Digest>();

/** Of a body that came to its end: its items are not added to any more. */
export function digestOf({ items }: Follow): Digest {
  const kept = known.get(items);
  if (kept !== undefined) return kept;
  const made = digest(items);
  known.set(items, made);
  return made;
}

/** Of items that may still change. */
export function digest(items: readonly Item[]): Digest {
  const follows: Follow[] = [];
  const arounds = new Set<object>();
  const told: Item[] = [];
  const asked: object[] = [];
  let sweeps = false;
  for (const item of items)
    switch (item.kind) {
      case 'follow':
        follows.push(item);
        told.push(item);
        asked.push(item.fn.def);
        break;
      case 'around':
        arounds.add(item.def);
        break;
      case 'seen':
        asked.push(item.node);
        break;
      case 'recalled':
        asked.push(item.def);
        break;
      case 'splice':
        sweeps ||= item.table === 'waiting' && item.added.length === 0;
        break;
      case 'event':
      case 'entered':
      case 'left':
      case 'option':
        told.push(item);
        break;
      case 'set':
      case 'flag':
      case 'visited':
    }
  return { follows, arounds, told, asked, sweeps };
}
