// What only one body asks about: whether a node was written down, whether a function was followed.

import { type Digest, digest, digestOf } from './digest.ts';
import type { Skipped } from './effects.ts';
import type { Item } from './history.ts';

/** How often something is asked about: nodes whether they were written down, functions whether they were followed. */
export type Tally = Map<object, number>;

export function tally(items: readonly Item[]): Tally {
  const counts: Tally = new Map();
  const add = ({ asked, follows }: Digest): void => {
    for (const key of asked) counts.set(key, (counts.get(key) ?? 0) + 1);
    for (const body of follows) add(digestOf(body));
  };
  add(digest(items));
  return counts;
}

/** What nothing but this body asks about, before the edit and after it. */
export function privateTo(all: Tally, before: readonly Item[], after: readonly Item[]): Skipped['isPrivate'] {
  const own = tally(before);
  const made = tally(after);
  return (key) => (all.get(key) ?? 0) === (own.get(key) ?? 0) && (own.has(key) || made.has(key));
}
