// One determinism check of one example in a folder of its own, and whether its answer is the expected one.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cli, root } from './figures.mjs';

export const expectations = JSON.parse(
  readFileSync(fileURLToPath(new URL('example-expectations.json', import.meta.url)), 'utf8'),
);

export function exampleNames() {
  return readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.py'));
}

/** The whole folder is copied, for an example may have a configuration beside it. */
export function freshCopy(name, folder) {
  const home = mkdtempSync(join(folder, 'copy-'));
  cpSync(join(root, 'examples'), home, { recursive: true });
  return join(home, name);
}

export function samerun(args) {
  return spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
}

export function checkOnce(script, options) {
  const begun = Date.now();
  const { stdout, stderr, status } = samerun(['check', '--format', 'json', ...options, script]);
  return { result: parsed(stdout), stderr, status, seconds: (Date.now() - begun) / 1000 };
}

function parsed(stdout) {
  try {
    return JSON.parse(stdout);
  } catch {
    return null;
  }
}

/** `line` is text that the source line of the cause must hold; row numbers would go stale. */
export function matches({ result, status }, wanted, script) {
  if (result?.verdict !== wanted.verdict || status !== { identical: 0, diverged: 1 }[wanted.verdict]) {
    return false;
  }
  if (!wanted.class) return true;
  // Step by step, what is seen first is the step that an op led to.
  const line = (result.level === 'steps' && wanted.lineAtSteps) || wanted.line;
  return result.cause?.class === wanted.class && causeLine(result, script).includes(line);
}

export function causeLine(result, script) {
  const { filename, row } = result.cause ?? {};
  const here = filename && basename(filename) === basename(script);
  return here && row ? (readFileSync(script, 'utf8').split('\n')[row - 1] ?? '') : '';
}
