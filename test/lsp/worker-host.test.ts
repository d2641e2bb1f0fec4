// The analysis thread is replaced when it hangs or dies, told again what is open, and what it owed is asked again.

import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { GaveUp, startWorkerHost, Withdrawn, type WorkerHost } from '../../server/src/lsp/worker-host.ts';
import type { Notice } from '../../server/src/lsp/worker-messages.ts';

const hosts: WorkerHost[] = [];
afterEach(() => Promise.all(hosts.splice(0).map((host) => host.dispose())));

function hostWith(texts: Record<string, string>) {
  const log: string[] = [];
  const open = Object.entries(texts).map(([uri, text]): Notice => ({ kind: 'open', uri, version: 1, text }));
  const host = startWorkerHost({
    start: () => new Worker(join(import.meta.dirname, 'fixtures/stubborn-worker.mjs')),
    restate: () => open,
    log: (message) => log.push(message),
    // A busy machine takes a while to start a thread.
    limitMs: 3_000,
  });
  hosts.push(host);
  for (const notice of open) host.tell(notice);
  return { host, log };
}

test.each(['hang', 'die', 'throw'])(
  'a thread that will %s is replaced and the rest is answered',
  async (what) => {
    const { host, log } = hostWith({ bad: what, good: 'fine' });
    const bad = host.ask('diagnostics', { uri: 'bad' });
    const good = host.ask('diagnostics', { uri: 'good' });
    await expect(bad).rejects.toBeInstanceOf(GaveUp);
    // Both documents are known to the new thread.
    expect(await good).toEqual({ version: 2, items: [] });
    expect(log).toHaveLength(1);
  },
);

test('a thread that dies before it ever answers is not started for ever', async () => {
  const { host, log } = hostWith({ bad: 'die' });
  for (let i = 0; i < 6; i++)
    await expect(host.ask('diagnostics', { uri: 'bad' })).rejects.toBeInstanceOf(GaveUp);
  expect(log.at(-1)).toMatch(/stays off/);
});

test('a question that is withdrawn is answered at once, and a later one still', async () => {
  const { host } = hostWith({ good: 'fine' });
  let cancel = () => {};
  const token = {
    isCancellationRequested: false,
    onCancellationRequested(listener: () => void) {
      cancel = listener;
    },
  };
  const first = host.ask('diagnostics', { uri: 'good' }, token);
  cancel();
  await expect(first).rejects.toBeInstanceOf(Withdrawn);
  expect((await host.ask('diagnostics', { uri: 'good' })).version).toBe(1);
});
