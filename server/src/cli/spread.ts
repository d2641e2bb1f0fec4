// Spreads files over threads, one a core; few files are linted right here. A thread that breaks down costs one file.

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ConfigProblem } from '../config.ts';
import { type FileOutcome, failedOutcome, type Job, type JobResult, openJob, runJob } from '../lint-job.ts';
import { fileAt, type Share, shareOut, takeFiles, type WorkerTask } from './share.ts';

/** Below this, starting a worker costs more than it saves. */
const FEW = 24;
const besideBundle = new URL('./lint-worker.js', import.meta.url);
const NO_START = 'no thread could be started for it';

/** `hands` and `workerFile` are for tests. */
export async function runSpread(job: Job, hands = cores(), workerFile = besideBundle): Promise<JobResult> {
  if (job.fix === 'no') return lintAll(job, hands, workerFile);
  // Fixing goes one file after another, in order: what one file is told may depend on another that is fixed too.
  const before = await lintAll({ ...job, fix: 'no', least: job.leastFixed }, hands, workerFile);
  const clean = new Map(before.outcomes.filter(isClean).map((outcome) => [outcome.file, outcome]));
  const fixed = await runJob({ ...job, files: job.files.filter((file) => !clean.has(file)) });
  return inOrder(job, [...clean.values(), ...fixed.outcomes], before.problems);
}

function cores(): number {
  return Math.min(availableParallelism(), 8);
}

async function lintAll(job: Job, hands: number, workerFile: URL): Promise<JobResult> {
  if (job.files.length < FEW || hands < 2) return runJob(job);
  const share = shareOut(job.files.length, hands);
  const workers = Array.from({ length: hands - 1 }, (_, i) =>
    inWorker({ job, share, hand: i + 1 }, workerFile),
  );
  const results = [await here(job, share), ...(await Promise.all(workers))];
  const outcomes = results.flatMap((result) => result.outcomes);
  const problems = results.flatMap((result) => result.problems);
  const done = new Set(outcomes.map((outcome) => outcome.file));
  const lost = job.files.filter((file) => !done.has(file));
  // What a broken thread had taken and not done; each round is shorter by the file that broke it.
  while (lost.length > 0) {
    const again = { ...job, files: [...lost] };
    const round = await inWorker({ job: again, share: shareOut(lost.length, 1), hand: 0 }, workerFile);
    const came =
      round.outcomes.length > 0 ? round.outcomes : lost.map((file) => failedOutcome(file, NO_START));
    outcomes.push(...came);
    for (const { file } of came) lost.splice(lost.indexOf(file), 1);
  }
  return inOrder(job, outcomes, problems);
}

async function here(job: Job, share: Share): Promise<JobResult> {
  const { outcome, problems } = await openJob(job);
  const outcomes: FileOutcome[] = [];
  for (const index of takeFiles(share, 0)) outcomes.push(outcome(job.files[index] ?? ''));
  return { outcomes, problems };
}

/** Never fails: the file at which a worker broke down is reported as one that could not be checked. */
export function inWorker(task: WorkerTask, workerFile: URL): Promise<JobResult> {
  return new Promise((resolve) => {
    const outcomes: FileOutcome[] = [];
    let problems: readonly ConfigProblem[] = [];
    let why = 'its thread ended early';
    const worker = new Worker(workerFile, { workerData: task });
    worker.on('message', (said: { outcome: FileOutcome } | { problems: readonly ConfigProblem[] }) => {
      if ('outcome' in said) outcomes.push(said.outcome);
      else problems = said.problems;
    });
    worker.on('error', (error: Error) => {
      why = error.message;
    });
    worker.once('exit', () => {
      const at = fileAt(task.share, task.hand);
      const file = at === undefined ? undefined : task.job.files[at];
      if (file !== undefined && outcomes.every((outcome) => outcome.file !== file))
        outcomes.push(failedOutcome(file, why));
      resolve({ outcomes, problems });
    });
  });
}

function isClean({ found, failure }: FileOutcome): boolean {
  return failure === null && found.length === 0;
}

function inOrder(job: Job, outcomes: readonly FileOutcome[], problems: readonly ConfigProblem[]): JobResult {
  const byFile = new Map(outcomes.map((outcome) => [outcome.file, outcome]));
  return { outcomes: job.files.flatMap((file) => byFile.get(file) ?? []), problems };
}
