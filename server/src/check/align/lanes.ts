// Which events of a process are compared with which: by what they are and the thread that made them.
import { DRAW, LIBRARY, LINE, ORDER, QUERY, READ, SEED, THREAD, WRITE } from '../trace/event.ts';
import { createQueue, type EventQueue } from './event-queue.ts';

/** What is compared with what: data decides; seeds, library draws, queries and printed lines only explain. */
export const DATA = 0;
const SEEDS = 1;
const LIBRARY_DRAWS = 2;
const QUERIES = 3;
export const LINES = 4;
const ORDERS = 5;

/** One kind of event of one thread. */
export interface LaneName {
  kind: number;
  thread: number;
}

export interface Lane extends LaneName {
  queues: [EventQueue, EventQueue];
  agreed: number;
  /** Events of the first run that are no draws and lie behind. */
  passed: number;
}

export function createLane(kind: number, thread: number): Lane {
  return { kind, thread, queues: [createQueue(), createQueue()], agreed: 0, passed: 0 };
}

export function isLane(lane: Lane | null, kind: number, thread: number): boolean {
  return lane !== null && lane.kind === kind && lane.thread === thread;
}

export function laneKey(thread: number, lane: number): number {
  return thread * 8 + lane;
}

/** Data and lines of threads that the script started: which of them gets which piece of work is chance. */
export function isHelpers(lane: LaneName): boolean {
  return lane.thread !== 0 && (lane.kind === DATA || lane.kind === LINES);
}

export function laneOf(head: number): number {
  const kind = head & 0xff;
  const library = ((head >>> 8) & LIBRARY) !== 0;
  if (kind === SEED) return library ? LIBRARY_DRAWS : SEEDS;
  if (kind === DRAW) return library ? LIBRARY_DRAWS : DATA;
  if (kind === QUERY) return QUERIES;
  if (kind === LINE) return LINES;
  if (kind === ORDER) return ORDERS;
  // Reads, writes and threads are read where they are needed; their order is no result.
  if (kind === 0 || kind === READ || kind === WRITE || kind >= THREAD) return -1;
  return DATA;
}

/** What decides over a verdict, where tensors are seen. */
export function isData(head: number): boolean {
  return laneOf(head) === DATA;
}
