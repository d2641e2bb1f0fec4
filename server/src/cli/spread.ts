// Spreads files over worker threads, one a core; few files are linted right here.

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type Job, type JobResult, runJob } from '../lint-job.ts';

/** Below this, starting a worker costs more than it saves. */
const FEW = 24;

export async function runSpread(job: Job): Promise<JobResult> {
  const workers = Math.min(availableParallelism(), 8);
  if (job.files.length < FEW || workers < 2) return runJob(job);
  // Dealt out in turn, so that a folder of large files does not fall to one worker.
  const hands = Array.from({ length: workers }, (_, hand) =>
    job.files.filter((_file, i) => i % workers === hand),
  );
  const [first = [], ...rest] = hands;
  const results = await Promise.all([
    ...rest.map((files) => inWorker({ ...job, files })),
    runJob({ ...job, files: first }),
  ]);
  const byFile = new Map(
    results.flatMap((result) => result.outcomes.map((outcome) => [outcome.file, outcome] as const)),
  );
  const problems = results.flatMap((result) => result.problems);
  return {
    outcomes: job.files.flatMap((file) => byFile.get(file) ?? []),
    problems: problems.filter(
      (one, i) => problems.findIndex((other) => other.file === one.file && other.line === one.line) === i,
    ),
  };
}

function inWorker(job: Job): Promise<JobResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./lint-worker.js', import.meta.url), { workerData: job });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a lint worker ended with status ${code}`)));
  });
}
