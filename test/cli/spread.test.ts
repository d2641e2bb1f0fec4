// A thread that breaks down costs the file that broke it, and no other.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { fileAt, shareOut, takeFiles } from '../../server/src/cli/share.ts';
import { inWorker, runSpread } from '../../server/src/cli/spread.ts';
import type { Job } from '../../server/src/lint-job.ts';
import { tree } from '../project/tree.ts';

/** Reports every file as clean, and breaks down at those whose name says so. */
const breakingWorker = `
import { parentPort, workerData } from 'node:worker_threads';

const { job, share, hand } = workerData;
const outcome = { found: [], change: null, applied: 0, text: null, failure: null, troubles: [] };
for (let first = Atomics.add(share.marks, 0, 4); first < share.count; first = Atomics.add(share.marks, 0, 4))
  for (let index = first; index < Math.min(first + 4, share.count); index++) {
    Atomics.store(share.marks, 1 + hand, index);
    const file = job.files[index];
    if (file.includes('throw')) throw new Error('out of memory');
    if (file.includes('exit')) process.exit(7);
    parentPort.postMessage({ outcome: { ...outcome, file } });
  }
Atomics.store(share.marks, 1 + hand, -1);
parentPort.postMessage({ problems: [] });
`;

function breaking(): URL {
  return pathToFileURL(join(tree({ 'worker.mjs': breakingWorker }), 'worker.mjs'));
}

function job(names: readonly string[]): Job {
  const root = tree(Object.fromEntries(names.map((name) => [name, 'x = 1\n'])));
  const files = names.map((name) => join(root, name));
  return {
    files,
    walked: new Set(),
    linter: {},
    least: 'warning',
    leastFixed: 'information',
    fix: 'no',
    unsafe: false,
  };
}

test('every file is taken once, whoever takes it', () => {
  const share = shareOut(11, 2);
  const first = takeFiles(share, 0);
  const second = takeFiles(share, 1);
  const taken: number[] = [];
  for (let more = true; more; ) {
    const both = [first.next(), second.next(), second.next()];
    taken.push(...both.flatMap((one) => (one.done ? [] : [one.value])));
    more = both.some((one) => !one.done);
  }
  expect(taken.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(fileAt(share, 0)).toBeUndefined();
});

test.each(['throw', 'exit'])(
  'a worker that ends by %s names its file and keeps what it had done',
  async (how) => {
    const wanted = job(['a.py', `${how}.py`, 'c.py']);
    const { outcomes } = await inWorker({ job: wanted, share: shareOut(3, 1), hand: 0 }, breaking());
    expect(outcomes.map((outcome) => outcome.file)).toEqual(wanted.files.slice(0, 2));
    expect(outcomes[0]?.found).toEqual([]);
    expect(outcomes[1]?.found[0]).toMatchObject({
      code: 'SR002',
      severity: 'warning',
      message: expect.stringMatching(/samerun failed on this file: (out of memory|its thread ended early)\./),
    });
  },
);

test('whatever a worker breaks at, all other files are linted, in order', async () => {
  // The main thread lints too: which files the worker meets is left to chance.
  const wanted = job(Array.from({ length: 48 }, (_, i) => `${['', 'throw-', 'exit-'][i % 3]}f${i}.py`));
  const { outcomes } = await runSpread(wanted, 3, breaking());
  expect(outcomes.map((outcome) => outcome.file)).toEqual(wanted.files);
  for (const { file } of outcomes.filter(({ found }) => found.length > 0)) expect(file).toMatch(/throw|exit/);
});

test('workers that never start: every file is accounted for', async () => {
  const wanted = job(Array.from({ length: 30 }, (_, i) => `f${i}.py`));
  const { outcomes } = await runSpread(wanted, 2, pathToFileURL('/nowhere/worker.js'));
  expect(outcomes.map((outcome) => outcome.file)).toEqual(wanted.files);
});
