// Collects what differs beside the data itself, place by place: it may explain the first divergence.
import type { Mismatch, Suspect } from './alignment.ts';

export interface Suspects {
  /** `first` is the first divergence that is known so far. */
  add(mismatch: Mismatch, first: Mismatch | null): void;
  list(): Suspect[];
}

const MOST = 1000;

export function createSuspects(): Suspects {
  const suspects = new Map<string, Suspect>();

  function add(mismatch: Mismatch, first: Mismatch | null): void {
    const one = (mismatch.a ?? mismatch.b)!;
    const key = `${one.kind} ${one.name} ${one.place}`;
    const known = suspects.get(key);
    if (!known) {
      if (suspects.size < MOST) suspects.set(key, { first: mismatch, lastIndex: one.index, count: 1 });
      return;
    }
    known.count++;
    if (mismatch.a && (!first?.a || mismatch.a.index < first.a.index)) known.lastIndex = mismatch.a.index;
  }

  return { add, list: () => [...suspects.values()] };
}
