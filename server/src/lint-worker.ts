// A worker of `samerun lint`: takes files from the common list until none is left, and posts what came of each.

import { parentPort, workerData } from 'node:worker_threads';
import { takeFiles, type WorkerTask } from './cli/share.ts';
import { openJob } from './lint-job.ts';

void work(workerData as WorkerTask);

async function work({ job, share, hand }: WorkerTask): Promise<void> {
  const { outcome, problems } = await openJob(job);
  for (const index of takeFiles(share, hand)) {
    const file = job.files[index];
    if (file !== undefined) parentPort?.postMessage({ outcome: outcome(file) });
  }
  parentPort?.postMessage({ problems });
}
