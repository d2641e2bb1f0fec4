// A queue of trace events held as numbers: what one run has told that the other has not answered yet.
import { eventAt, type TraceEvent, WORDS } from '../trace/event.ts';

/** The event's own words and its index in the file. */
const SLOT = WORDS + 1;

export interface EventQueue {
  words: Uint32Array;
  head: number;
  tail: number;
}

export function createQueue(): EventQueue {
  return { words: new Uint32Array(64 * SLOT), head: 0, tail: 0 };
}

export function size(queue: EventQueue): number {
  return queue.tail - queue.head;
}

export function enqueue(queue: EventQueue, batch: Uint32Array, at: number, index: number): void {
  if ((queue.tail + 1) * SLOT > queue.words.length) makeRoom(queue);
  const to = queue.tail * SLOT;
  const { words } = queue;
  // Written out, word by word: this is done for every event, and a loop takes twice as long.
  words[to] = batch[at]!;
  words[to + 1] = batch[at + 1]!;
  words[to + 2] = batch[at + 2]!;
  words[to + 3] = batch[at + 3]!;
  words[to + 4] = batch[at + 4]!;
  words[to + 5] = batch[at + 5]!;
  words[to + 6] = batch[at + 6]!;
  words[to + 7] = batch[at + 7]!;
  words[to + 8] = batch[at + 8]!;
  words[to + 9] = batch[at + 9]!;
  words[to + 10] = batch[at + 10]!;
  words[to + 11] = batch[at + 11]!;
  words[to + WORDS] = index;
  queue.tail++;
}

export function drop(queue: EventQueue, events: number): void {
  queue.head += events;
  if (queue.head === queue.tail) {
    queue.head = 0;
    queue.tail = 0;
  }
}

/** The word `field` of the event that stands `offset` after the head. */
export function word(queue: EventQueue, offset: number, field: number): number {
  return queue.words[(queue.head + offset) * SLOT + field]!;
}

export function event(queue: EventQueue, offset: number): TraceEvent {
  const at = (queue.head + offset) * SLOT;
  return eventAt(queue.words, at, queue.words[at + WORDS]!);
}

function makeRoom(queue: EventQueue): void {
  const used = queue.words.subarray(queue.head * SLOT, queue.tail * SLOT);
  // Moving down is worth it only if it frees half; otherwise each event would move them all.
  const target = used.length * 2 > queue.words.length ? new Uint32Array(queue.words.length * 2) : queue.words;
  target.set(used);
  queue.words = target;
  queue.tail -= queue.head;
  queue.head = 0;
}

const HEAD_MASK = 0xffff_07ff & ~0xffff_0000;

/** Kind and the flags that are compared (bits 0-2); the thread is the same throughout a lane. */
export function comparedHead(head: number): number {
  return head & HEAD_MASK;
}

/** The same event at the same place, whatever its values: what sequences are aligned on. */
export function sameKey(a: EventQueue, i: number, b: EventQueue, j: number): boolean {
  return (
    comparedHead(word(a, i, 0)) === comparedHead(word(b, j, 0)) &&
    word(a, i, 1) === word(b, j, 1) &&
    word(a, i, 2) === word(b, j, 2)
  );
}

/** The same values before and after; asked only of events with the same key. */
export function sameValues(a: EventQueue, i: number, b: EventQueue, j: number): boolean {
  return (
    word(a, i, 4) === word(b, j, 4) &&
    word(a, i, 5) === word(b, j, 5) &&
    word(a, i, 6) === word(b, j, 6) &&
    word(a, i, 7) === word(b, j, 7)
  );
}
