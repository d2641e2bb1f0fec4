// Starts the analysis thread on import, before the protocol's own code is loaded: the two load side by side.

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ResourceLimits, Worker } from 'node:worker_threads';

/** The bundle of all threads; bundles lie side by side, whichever of them this runs in. */
export const threadScript = join(dirname(fileURLToPath(import.meta.url)), 'worker.js');

let first: Worker | undefined = startThread(threadScript);

/** The thread that was started early, to the first who asks. */
export function takeFirstThread(): Worker | undefined {
  const taken = first;
  first = undefined;
  return taken;
}

export function startThread(
  script: string,
  resourceLimits: ResourceLimits = { maxOldGenerationSizeMb: 1500 },
): Worker {
  // stdout belongs to the protocol; whatever the thread prints goes to stderr.
  const thread = new Worker(script, { stdout: true, resourceLimits });
  thread.stdout.pipe(process.stderr, { end: false });
  return thread;
}
