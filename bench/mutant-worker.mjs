// Runs the tests of one bundle after another in a thread that stays warm, and says by which test a mutant is noticed.

import { parentPort } from 'node:worker_threads';
import { collect, runTest } from './mutant-tests.mjs';

parentPort.on('message', async ({ path, hints }) => {
  parentPort.postMessage(await noticedBy(path, hints));
});

/** `hints`: names of tests, or parts of them, that are likely to notice it. */
async function noticedBy(path, hints) {
  let file = null;
  try {
    const { files } = await import(path);
    for (file of inOrder(Object.keys(files), hints)) {
      const tests = await collect(files[file]);
      const rank = new Map(tests.map((one) => [one, likelihood(`${file} > ${one.name}`, hints)]));
      for (const one of tests.sort((a, b) => rank.get(b) - rank.get(a))) {
        try {
          await runTest(one);
        } catch (error) {
          return { name: `${file} > ${one.name}`, message: String(error) };
        }
      }
    }
  } catch (error) {
    return { name: file ?? 'loading', message: String(error?.stack) };
  }
  return null;
}

function likelihood(name, hints) {
  return hints.findLastIndex((hint) => name.includes(hint)) + 1;
}

function inOrder(files, hints) {
  const rank = (file) => hints.findLastIndex((hint) => hint.startsWith(`${file} > `)) + 1;
  return [...files].sort((a, b) => rank(b) - rank(a));
}
