// Lays real scripts out from clones into a temporary folder, once for the same clones and the same list.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { python } from '../figures.mjs';

/** `list` is a manifest or a folder of labels; the scripts stay outside this repository. */
export function layOut(clones, list) {
  const script = fileURLToPath(new URL('materialize.py', import.meta.url));
  const key = createHash('sha256').update(resolve(clones)).update(readFileSync(script));
  for (const file of statSync(list).isDirectory() ? readdirSync(list).sort() : ['']) {
    key.update(readFileSync(join(list, file)));
  }
  const out = join(tmpdir(), 'samerun-bench', key.digest('hex').slice(0, 16));
  const done = join(out, '.laid-out');
  if (existsSync(done)) {
    return out;
  }
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  try {
    execFileSync(python(), [script, clones, out, list], { stdio: ['ignore', 2, 2] });
    writeFileSync(done, '');
  } catch {
    console.error('Some scripts are missing: the figures below are for those that are there.');
  }
  return out;
}

/** Where a script of a repository lies below the folder that `layOut` gave. */
export function homeOf(repo) {
  return repo.replace('/', '+');
}

/** The manifest as rows of {repo, commit, path, lines}. */
export function manifestRows(file) {
  const [head, ...rows] = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  return rows.map((cells) => Object.fromEntries(cells.map((cell, i) => [head[i], cell])));
}
