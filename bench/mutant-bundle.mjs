// Bundles the tests with one source changed, and has them run in a thread that stays warm: what never changes is loaded once.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import * as esbuild from 'esbuild';

/** Where no mutant is made and nothing is imported from where one is: loaded once, by Node itself. */
const STEADY = /^server\/src\/(?:python|catalogue)\/|^server\/src\/project\/grammar\.ts$/;
/** Modules cannot be unloaded, so a thread is given up after some. */
const MOST_BUNDLES = 20;
const LIMIT_MS = 60_000;

export async function bundler(root, folders) {
  const home = mkdtempSync(join(tmpdir(), 'samerun-bundles-'));
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => `${folder}/${name}`),
  );
  const entry = `export const files = {${files.map((file) => `'${file}': () => import('./${file}')`).join(',')}};`;
  let mutant = null;
  const build = await esbuild.context({
    absWorkingDir: root,
    stdin: { contents: entry, resolveDir: root },
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    format: 'esm',
    write: false,
    logLevel: 'silent',
    plugins: [{ name: 'mutant', setup: (plugin) => setup(plugin, root, () => mutant) }],
  });
  let worker = null;
  let made = 0;

  async function noticedBy(changed, hints) {
    mutant = changed;
    const result = await build.rebuild().catch((error) => error);
    // What does not even build is noticed by whoever looks.
    if (result instanceof Error) return { name: 'building', message: result.message };
    const path = join(home, `${made}.mjs`);
    writeFileSync(path, result.outputFiles[0].text);
    if (made % MOST_BUNDLES === 0) await end();
    made += 1;
    worker ??= new Worker(new URL('mutant-worker.mjs', import.meta.url), {
      execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'],
    });
    const answer = await answerOf(worker, { path: pathToFileURL(path).href, hints });
    if (answer === undefined) {
      await end();
      return { name: 'waiting', message: 'it never ends' };
    }
    return answer;
  }

  async function end() {
    await worker?.terminate();
    worker = null;
  }

  async function close() {
    await end();
    await build.dispose();
    rmSync(home, { recursive: true, force: true });
  }
  return { noticedBy, close };
}

function setup(plugin, root, mutant) {
  plugin.onResolve({ filter: /^vitest$/ }, () => ({
    path: new URL('mutant-tests.mjs', import.meta.url).href,
    external: true,
  }));
  plugin.onResolve({ filter: /^yaml$/ }, () => ({ path: import.meta.resolve('yaml'), external: true }));
  plugin.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, resolveDir }) => {
    const whole = resolve(resolveDir, path);
    const steady = STEADY.test(relative(root, whole));
    return steady ? { path: pathToFileURL(whole).href, external: true } : undefined;
  });
  plugin.onLoad({ filter: /\.ts$/ }, ({ path }) => {
    const changed = mutant()?.file === relative(root, path) ? mutant().text : null;
    const text = changed ?? readFileSync(path, 'utf8');
    // A bundle lies elsewhere; tests find their scripts beside themselves.
    return {
      contents: text
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path))),
      loader: 'ts',
      resolveDir: dirname(path),
    };
  });
}

/** What the thread answers in time, or undefined. */
function answerOf(worker, message) {
  return new Promise((resolve) => {
    const settle = (answer) => {
      clearTimeout(timer);
      worker.off('message', settle);
      worker.off('error', fail);
      resolve(answer);
    };
    const fail = (error) => settle({ name: 'the thread', message: String(error) });
    const timer = setTimeout(() => settle(undefined), LIMIT_MS);
    worker.on('message', settle);
    worker.on('error', fail);
    worker.postMessage(message);
  });
}
