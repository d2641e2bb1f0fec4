// The analysis thread: takes notices at once, answers questions one at a time so that newer text is seen first.

import { parentPort } from 'node:worker_threads';
import { type Analysis, type Answers, startAnalysis } from './analysis.ts';
import type { Ask, FromWorker, Notice, ToWorker } from './worker-messages.ts';

export async function run(): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('The analysis runs in a thread of the server.');
  const tell = (message: FromWorker) => port.postMessage(message);
  const queue: ToWorker[] = [];
  const asks: Ask[] = [];
  let ready: Analysis | null = null;
  let scheduled = false;

  const take = (message: ToWorker) => {
    if (!ready) queue.push(message);
    else if (message.kind === 'ask') enqueue(message);
    else if (message.kind === 'cancel') cancel(message.id);
    else guarded(ready, message);
  };
  port.on('message', take);

  ready = await startAnalysis((message) => tell({ kind: 'log', message }));
  for (const message of queue) take(message);

  function guarded(analysis: Analysis, notice: Notice): void {
    try {
      analysis.notice(notice);
    } catch (error) {
      tell({ kind: 'log', message: `A ${notice.kind} notice failed: ${textOf(error)}` });
    }
  }

  function enqueue(ask: Ask): void {
    asks.push(ask);
    schedule();
  }

  function cancel(id: number): void {
    const index = asks.findIndex((ask) => ask.id === id);
    if (index < 0) return;
    asks.splice(index, 1);
    tell({ kind: 'failure', id, message: 'cancelled' });
  }

  // One question a turn: messages that arrived meanwhile, edits above all, are taken first.
  function schedule(): void {
    if (scheduled || asks.length === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      const ask = asks.shift();
      if (ask && ready) tell(answerOf(ready.answers, ask));
      schedule();
    });
  }
}

function answerOf(answers: Answers, ask: Ask): FromWorker {
  try {
    const answer = (answers[ask.name] as (params: unknown) => unknown)(ask.params);
    return { kind: 'answer', id: ask.id, answer };
  } catch (error) {
    return { kind: 'failure', id: ask.id, message: textOf(error) };
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
