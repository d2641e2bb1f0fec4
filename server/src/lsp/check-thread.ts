// A thread that runs one determinism check: keeps reading traces and comparing away from the protocol.

import { parentPort } from 'node:worker_threads';
import type { CheckAnswer, CheckParams, CheckProgress } from './protocol.ts';

/** The thread's `workerData`. */
export interface CheckRole {
  readonly role: 'check';
  readonly params: CheckParams;
}

export type FromCheck =
  | { readonly kind: 'progress'; readonly progress: CheckProgress }
  | { readonly kind: 'answer'; readonly answer: CheckAnswer }
  | { readonly kind: 'failure'; readonly message: string };

export async function run(_role: CheckRole): Promise<void> {
  parentPort?.postMessage({ kind: 'failure', message: 'not yet' } satisfies FromCheck);
}
