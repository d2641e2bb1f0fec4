// Keeps one analysis thread alive: asks it, notices when it hangs or dies, replaces it, and tells it again what is open.

import type { Worker } from 'node:worker_threads';
import type { Ask, FromWorker, Notice, QuestionName, Questions, ToWorker } from './worker-messages.ts';

export interface WorkerHostOptions {
  /** A new thread. */
  readonly start: () => Worker;
  /** Everything that a new thread has to know: set-up and open documents. */
  readonly restate: () => Iterable<Notice>;
  readonly log: (message: string) => void;
  /** How long one question may take before the thread counts as hung. */
  readonly limitMs?: number;
}

/** The thread hung or died over this question; asked again, it would again. */
export class GaveUp extends Error {}
/** Nobody wants the answer any more. */
export class Withdrawn extends Error {}

const mostBarren = 4;

interface Pending {
  readonly ask: Ask;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

export interface WorkerHost {
  tell(notice: Notice): void;
  ask<N extends QuestionName>(
    name: N,
    params: Questions[N]['params'],
    cancelled?: {
      onCancellationRequested(listener: () => void): unknown;
      readonly isCancellationRequested: boolean;
    },
  ): Promise<Questions[N]['answer']>;
  dispose(): Promise<void>;
}

export function startWorkerHost(options: WorkerHostOptions): WorkerHost {
  const limitMs = options.limitMs ?? 10_000;
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let disposed = false;
  /** Threads in a row that died without one answer; a few of them mean that no new one will do better. */
  let barren = 0;
  let worker = start();
  /** When the thread last answered, or was last given work while idle. */
  let lastSign = performance.now();
  let watch: NodeJS.Timeout | undefined;

  function start(): Worker {
    const started = options.start();
    started.on('message', (message: FromWorker) => {
      if (started === worker) receive(message);
    });
    started.on('error', (error) => fail(started, `The analysis stopped: ${error.message}`, 1));
    started.on('exit', (code) => fail(started, `The analysis stopped with exit code ${code}.`, 1));
    return started;
  }

  function receive(message: FromWorker): void {
    lastSign = performance.now();
    barren = 0;
    if (message.kind === 'log') {
      options.log(message.message);
      return;
    }
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if (pending.size === 0) stopWatch();
    if (message.kind === 'answer') waiting?.resolve(message.answer);
    else waiting?.reject(new Error(message.message));
  }

  // Runs at most once per thread: `error` is followed by `exit`.
  function fail(failed: Worker, why: string, died: 0 | 1): void {
    if (failed !== worker || disposed) return;
    options.log(why);
    const [culprit, ...rest] = [...pending.values()];
    pending.clear();
    stopWatch();
    failed
      .terminate()
      .catch((error: Error) => options.log(`The old analysis does not end: ${error.message}`));
    culprit?.reject(new GaveUp(why));
    barren += died;
    if (barren >= mostBarren) {
      options.log('The analysis keeps failing; it stays off until the server is restarted.');
      for (const waiting of rest) waiting.reject(new GaveUp(why));
      return;
    }
    worker = start();
    for (const notice of options.restate()) post(notice);
    for (const waiting of rest) resend(waiting);
  }

  function resend(waiting: Pending): void {
    pending.set(waiting.ask.id, waiting);
    startWatch();
    post(waiting.ask);
  }

  function post(message: ToWorker): void {
    worker.postMessage(message);
  }

  function startWatch(): void {
    if (watch) return;
    lastSign = performance.now();
    watch = setInterval(
      () => {
        if (performance.now() - lastSign > limitMs)
          fail(worker, `The analysis gave no answer for ${limitMs / 1000} s and was started anew.`, 0);
      },
      Math.min(1000, limitMs / 4),
    );
    watch.unref();
  }

  function stopWatch(): void {
    clearInterval(watch);
    watch = undefined;
  }

  return {
    tell: post,
    ask(name, params, cancelled) {
      if (barren >= mostBarren) return Promise.reject(new GaveUp('The analysis is off.'));
      if (disposed || cancelled?.isCancellationRequested) return Promise.reject(new Withdrawn());
      const ask: Ask = { kind: 'ask', id: nextId++, name, params };
      return new Promise((resolve, reject) => {
        resend({ ask, resolve: (answer) => resolve(answer as Questions[typeof name]['answer']), reject });
        cancelled?.onCancellationRequested(() => {
          reject(new Withdrawn());
          post({ kind: 'cancel', id: ask.id });
        });
      });
    },
    async dispose() {
      disposed = true;
      stopWatch();
      for (const waiting of pending.values()) waiting.reject(new Withdrawn());
      pending.clear();
      await worker.terminate();
    },
  };
}
