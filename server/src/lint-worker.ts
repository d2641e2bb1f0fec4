// A worker of `samerun lint`: does one job and posts what came of it.

import { parentPort, workerData } from 'node:worker_threads';
import { type Job, runJob } from './lint-job.ts';

void runJob(workerData as Job).then((result) => parentPort?.postMessage(result));
