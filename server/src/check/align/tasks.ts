// What the workers of a pool did, task by task: which worker takes which task is chance, so tasks are matched, not workers.
import type { Compared } from '../result.ts';
import { DRAW, eventAt, LIBRARY, LINE, STEP, TASK, type TraceEvent, WORDS } from '../trace/event.ts';
import { comparedHead } from './event-queue.ts';
import { isData } from './lanes.ts';
import { createMarks } from './marks.ts';

/** One task of one worker, told by sums over its events. */
export interface Task {
  /** Which of the workers' files it lies in. */
  file: number;
  /** Index of the event that begins it, and of the first one that is no part of it any more. */
  from: number;
  to: number;
  /** Of the work as it was given out; 0 where that means another thing in each run. */
  number: bigint;
  /** Of what was given back; 0 where it could not be hashed, and while nothing was. */
  result: bigint;
  /** Of everything that is compared; empty where nothing is. */
  data: string;
  lines: string;
}

export interface TaskReader {
  push(first: number, words: Uint32Array): void;
  /** Once all events were given. */
  tasks(): Task[];
  /** The state in which this worker found each stream: name of its first draw, and state. */
  found(): Map<number, bigint>;
  compared(): Compared;
  /** Something else than draws was compared. */
  tensors(): boolean;
}

interface Open extends Task {
  sums: [Sum, Sum];
}

/** Two lanes of 32 bits for what comes in order, and two for what helper threads do in any order. */
type Sum = Uint32Array;

export function createTaskReader(file: number): TaskReader {
  const tasks: Task[] = [];
  const found = new Map<number, bigint>();
  const marks = createMarks();
  let tensors = false;
  let open: Open | null = null;
  let last = 0;

  function push(first: number, words: Uint32Array): void {
    for (let at = 0, index = first; at < words.length; at += WORDS, index++) {
      const head = words[at]!;
      const kind = head & 0xff;
      last = index + 1;
      if (kind === TASK) mark(eventAt(words, at, index));
      if (kind === LINE || isData(head)) compare(kind, words, at);
      if (kind === DRAW && !((head >>> 8) & LIBRARY)) note(eventAt(words, at, index));
    }
  }

  function compare(kind: number, words: Uint32Array, at: number): void {
    if (!open) return;
    add(open.sums[kind === LINE ? 1 : 0], words, at);
    tensors ||= kind !== LINE && kind !== DRAW && kind !== STEP;
    marks.pair(kind, 0, kind === DRAW ? Math.max(1, words[at + 10]!) : 1, true);
  }

  function mark(event: TraceEvent): void {
    close(event.index, event.extra === 1n ? event.after : 0n);
    if (event.extra === 1n) return;
    open = {
      file,
      from: event.index,
      to: event.index,
      number: event.before,
      result: 0n,
      data: '',
      lines: '',
      sums: [new Uint32Array(5), new Uint32Array(5)],
    };
  }

  function close(to: number, result: bigint): void {
    if (!open) return;
    const { sums, ...task } = open;
    tasks.push({ ...task, to, result, data: sums[0].join(' '), lines: sums[1].join(' ') });
    open = null;
  }

  function note(draw: TraceEvent): void {
    if (draw.before !== 0n && !found.has(draw.name)) found.set(draw.name, draw.before);
  }

  return {
    push,
    tasks() {
      close(last, 0n);
      return tasks;
    },
    found: () => found,
    compared: () => marks.compared,
    tensors: () => tensors,
  };
}

/** Count, then the sums. */
function add(sum: Sum, words: Uint32Array, at: number): void {
  const head = words[at]!;
  let [low, high] = [0x811c9dc5, 0x9747b28c];
  for (const value of [
    comparedHead(head),
    words[at + 1]!,
    words[at + 2]!,
    ...words.subarray(at + 4, at + 8),
  ]) {
    low = Math.imul(low ^ value, 0x01000193) ^ (low >>> 15);
    high = Math.imul(high ^ value, 0x85ebca6b) ^ (high >>> 13);
  }
  sum[0]!++;
  const helper = head >>> 16 !== 0;
  sum[1] = helper ? sum[1]! : Math.imul(sum[1]! ^ low, 0x01000193) ^ (low >>> 16);
  sum[2] = helper ? sum[2]! : Math.imul(sum[2]! ^ high, 0xc2b2ae35) ^ (high >>> 16);
  sum[3]! += helper ? low : 0;
  sum[4]! += helper ? high : 0;
}

export type Of = 'data' | 'lines';

/**
 * Tasks of both runs without a counterpart: none of the same number did the same, none of another number did and gave
 * the same back, and what was given back for it is not known to be the same. In the order in which they were given out.
 */
export function unmatched(a: Task[], b: Task[], of: Of): [Task[], Task[]] {
  let rest: [Task[], Task[]] = [a, b];
  rest = without(rest, (task) => (task.number === 0n ? null : `${task.number} ${task[of]}`));
  rest = without(rest, (task) => `${task.result} ${task[of]}`);
  if (of === 'data')
    rest = without(rest, ({ number, result }) =>
      number === 0n || result === 0n ? null : `${number} ${result}`,
    );
  return [rest[0].sort(byNumber), rest[1].sort(byNumber)];
}

/** Null matches nothing. */
function without([a, b]: [Task[], Task[]], key: (task: Task) => string | null): [Task[], Task[]] {
  const there = new Map<string, Task[]>();
  const restB = new Set(b);
  for (const task of b) {
    const text = key(task);
    if (text === null) continue;
    const list = there.get(text);
    if (list) list.push(task);
    else there.set(text, [task]);
  }
  const restA = a.filter((task) => {
    const text = key(task);
    const met = text === null ? undefined : there.get(text)?.shift();
    if (met) restB.delete(met);
    return met === undefined;
  });
  return [restA, [...restB]];
}

function byNumber(one: Task, other: Task): number {
  return one.number < other.number
    ? -1
    : one.number > other.number
      ? 1
      : one.file - other.file || one.from - other.from;
}

/** The task of the other run that was given out with the same number. */
export function sameNumber(task: Task, others: Task[]): Task | null {
  return task.number === 0n ? null : (others.find(({ number }) => number === task.number) ?? null);
}
