// What only one body asks about: whether a node was written down, whether a function was followed.

import type { Skipped } from './effects.ts';
import type { Item } from './history.ts';

/** How often something is asked about: nodes whether they were written down, functions whether they were followed. */
export type Tally = Map<object, number>;

export function tally(items: readonly Item[], counts: Tally): Tally {
  for (const item of items) {
    const key =
      item.kind === 'seen'
        ? item.node
        : item.kind === 'recalled'
          ? item.def
          : item.kind === 'follow'
            ? item.fn.def
            : null;
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
    if (item.kind === 'follow') tally(item.items, counts);
  }
  return counts;
}

/** What nothing but this body asks about, before the edit and after it. */
export function privateTo(all: Tally, before: readonly Item[], after: readonly Item[]): Skipped['isPrivate'] {
  const own = tally(before, new Map());
  const made = tally(after, new Map());
  return (key) => (all.get(key) ?? 0) === (own.get(key) ?? 0) && (own.has(key) || made.has(key));
}
