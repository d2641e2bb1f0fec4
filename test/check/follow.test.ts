// Following a run while it is being written: seen at the first divergence, not at the end.
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { followRun } from '../../server/src/check/compare-runs.ts';
import { createDictionary } from '../../server/src/check/trace/dictionary.ts';
import { training } from './synthetic-pair.ts';
import { traceBytes, type WrittenEvent, writeTrace } from './trace-writer.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samerun-follow-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function follow(a: WrittenEvent[], ended: AbortSignal): Promise<boolean> {
  writeTrace(join(folder, 'a/trace/r0.main.srt'), { events: a });
  const run = (name: string) => ({ directory: join(folder, name), root: '/project' });
  return followRun(run('a'), run('b'), createDictionary(), ended);
}

/** Writes run B bit by bit; the file may end inside a record at any time. */
async function writeSlowly(bytes: Buffer, pieces: number): Promise<void> {
  mkdirSync(join(folder, 'b/trace'), { recursive: true });
  const path = join(folder, 'b/trace/r0.main.srt');
  writeFileSync(path, '');
  const size = Math.ceil(bytes.length / pieces);
  for (let at = 0; at < bytes.length; at += size) {
    appendFileSync(path, bytes.subarray(at, at + size));
    await new Promise((resolve) => setTimeout(resolve, 90));
  }
}

test('a run that differs is known while it goes on', async () => {
  const ended = new AbortController();
  const b = training(600);
  b[60] = { ...b[60]!, after: 424_242n };
  const whole = traceBytes({ events: b, batch: 100, end: null });
  const following = follow(training(600), ended.signal);
  await writeSlowly(whole.subarray(0, whole.length / 2), 7);
  // Nobody has said that the run is over.
  expect(await following).toBe(true);
});

test('a run that agrees is followed to its end', async () => {
  const ended = new AbortController();
  const following = follow(training(100), ended.signal);
  await writeSlowly(traceBytes({ events: training(100), batch: 50 }), 9);
  ended.abort();
  expect(await following).toBe(false);
});

test('a run that never writes a trace ends the following too', async () => {
  const ended = new AbortController();
  const following = follow(training(3), ended.signal);
  ended.abort();
  expect(await following).toBe(false);
});
