// Finds where two sequences of events run together again after they differed.
import { STEP } from '../trace/event.ts';
import { type EventQueue, sameKey, size, word } from './event-queue.ts';

/** How many events each side must hold, unless it has ended, before the search is worth starting. */
export const LOOKAHEAD = 512;

/** So many equal keys in a row are taken for the same stretch of the program rather than for chance. */
const ANCHOR = 3;

export interface Skip {
  a: number;
  b: number;
}

/**
 * The smallest skip after which `ANCHOR` keys agree; else the next optimizer step of the same number in both;
 * else everything that is held.
 */
export function resynchronise(a: EventQueue, b: EventQueue): Skip {
  const widthA = Math.min(size(a), LOOKAHEAD);
  const widthB = Math.min(size(b), LOOKAHEAD);
  for (let distance = 1; distance < widthA + widthB; distance++) {
    const from = Math.max(0, distance - widthB + 1);
    const to = Math.min(distance, widthA - 1);
    for (let skip = from; skip <= to; skip++)
      if (anchored(a, skip, b, distance - skip)) return { a: skip, b: distance - skip };
  }
  return stepSkip(a, b) ?? { a: size(a), b: size(b) };
}

function anchored(a: EventQueue, i: number, b: EventQueue, j: number): boolean {
  const length = Math.min(ANCHOR, size(a) - i, size(b) - j);
  for (let k = 0; k < length; k++) if (!sameKey(a, i + k, b, j + k)) return false;
  return length > 0;
}

function stepSkip(a: EventQueue, b: EventQueue): Skip | null {
  const offsets = new Map<number, number>();
  for (let j = 0; j < size(b); j++) if ((word(b, j, 0) & 0xff) === STEP) offsets.set(word(b, j, 3), j);
  for (let i = 0; i < size(a); i++) {
    const j = (word(a, i, 0) & 0xff) === STEP ? offsets.get(word(a, i, 3)) : undefined;
    if (j !== undefined) return { a: i, b: j };
  }
  return null;
}
