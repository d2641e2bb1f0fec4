// The list of files that threads share: each takes the next few, and notes which one it is at in case it breaks down.

import type { Job } from '../lint-job.ts';

export interface Share {
  readonly count: number;
  /** First the next file to take; then, for each thread, the file that it is at, or -1. */
  readonly marks: Int32Array<SharedArrayBuffer>;
}

export interface WorkerTask {
  readonly job: Job;
  readonly share: Share;
  /** The thread's number, from 0. */
  readonly hand: number;
}

/** Neighbours stay together, because they import the same files; few enough that no thread is left with all the long ones. */
const AT_ONCE = 4;

export function shareOut(count: number, hands: number): Share {
  const marks = new Int32Array(new SharedArrayBuffer(4 * (1 + hands)));
  marks.fill(-1, 1);
  return { count, marks };
}

export function* takeFiles(share: Share, hand: number): Generator<number> {
  const { count, marks } = share;
  for (let first = Atomics.add(marks, 0, AT_ONCE); first < count; first = Atomics.add(marks, 0, AT_ONCE))
    for (let index = first; index < Math.min(first + AT_ONCE, count); index++) {
      Atomics.store(marks, 1 + hand, index);
      yield index;
    }
  Atomics.store(marks, 1 + hand, -1);
}

/** The file that a thread is at; undefined if it is at none. */
export function fileAt(share: Share, hand: number): number | undefined {
  const index = Atomics.load(share.marks, 1 + hand);
  return index < 0 ? undefined : index;
}
