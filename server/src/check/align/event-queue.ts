// A queue of trace events held as numbers: what one run has told that the other has not answered yet.
import { eventAt, type TraceEvent, WORDS } from '../trace/event.ts';

export interface EventQueue {
  /** Twelve an event. */
  words: Uint32Array;
  /** Of each event, its index in the file. */
  indices: Uint32Array;
  head: number;
  tail: number;
}

export function createQueue(): EventQueue {
  return { words: new Uint32Array(64 * WORDS), indices: new Uint32Array(64), head: 0, tail: 0 };
}

export function size(queue: EventQueue): number {
  return queue.tail - queue.head;
}

/** Takes in `count` events that follow one another in their batch, the first of them at `at` and with `index`. */
export function enqueue(
  queue: EventQueue,
  batch: Uint32Array,
  at: number,
  index: number,
  count: number,
): void {
  if (queue.tail + count > queue.indices.length) makeRoom(queue, count);
  queue.words.set(batch.subarray(at, at + count * WORDS), queue.tail * WORDS);
  for (let i = 0; i < count; i++) queue.indices[queue.tail + i] = index + i;
  queue.tail += count;
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
  return queue.words[(queue.head + offset) * WORDS + field]!;
}

export function indexOf(queue: EventQueue, offset: number): number {
  return queue.indices[queue.head + offset]!;
}

export function event(queue: EventQueue, offset: number): TraceEvent {
  return eventAt(queue.words, (queue.head + offset) * WORDS, indexOf(queue, offset));
}

function makeRoom(queue: EventQueue, count: number): void {
  const held = size(queue);
  const { words, indices } = queue;
  let room = indices.length;
  // Moving down is worth it only if it frees half; otherwise each event would move them all.
  while (2 * (held + count) > room) room *= 2;
  if (room > indices.length) {
    queue.words = new Uint32Array(room * WORDS);
    queue.indices = new Uint32Array(room);
  }
  queue.words.set(words.subarray(queue.head * WORDS, queue.tail * WORDS));
  queue.indices.set(indices.subarray(queue.head, queue.tail));
  queue.tail = held;
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
