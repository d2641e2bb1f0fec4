// Which files a path means: itself, or every Python file and notebook below a folder that .gitignore lets through.

import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { reasonOf } from './read.ts';

/** Folders that hold other people's code, caches or build output. */
const LEFT_OUT = new Set(
  (
    '.git .hg .svn .venv venv env .env .tox .nox .eggs __pycache__ node_modules site-packages build dist .mypy_cache .ruff_cache ' +
    '.pytest_cache .ipynb_checkpoints .vscode .idea wandb mlruns'
  ).split(' '),
);

export interface Discovered {
  /** In the order in which they are reported, each once. */
  readonly files: readonly string[];
  /** Named paths that cannot be read, with why. */
  readonly unreadable: readonly { readonly path: string; readonly message: string }[];
}

/** `isExcluded` is asked for files and folders that were not named themselves. */
export function discover(
  paths: readonly string[],
  isExcluded: (path: string, folder: string) => boolean,
): Discovered {
  const files = new Set<string>();
  const unreadable: { path: string; message: string }[] = [];
  for (const path of paths) {
    try {
      if (statSync(path).isDirectory()) walk(path, path, [], isExcluded, files);
      else files.add(path);
    } catch (error) {
      unreadable.push({ path, message: reasonOf(error) });
    }
  }
  return { files: [...files], unreadable };
}

interface Rules {
  readonly folder: string;
  readonly rules: Ignore;
}

function walk(
  folder: string,
  root: string,
  above: readonly Rules[],
  isExcluded: (path: string, folder: string) => boolean,
  files: Set<string>,
): void {
  const entries = list(folder);
  const own = entries.some((entry) => entry.name === '.gitignore') ? gitignore(folder) : null;
  const ignored = own === null ? above : [...above, own];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const isFolder = entry.isDirectory();
    if (isFolder ? LEFT_OUT.has(entry.name) : !/\.(py|ipynb)$/.test(entry.name) || !entry.isFile()) continue;
    if (ignored.some((one) => ignores(one, path, isFolder)) || isExcluded(path, folder)) continue;
    if (isFolder) walk(path, root, ignored, isExcluded, files);
    else files.add(path);
  }
}

function list(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    // A folder below the named one that may not be entered has no files for us.
    if (error instanceof Error && 'code' in error) return [];
    throw error;
  }
}

function gitignore(folder: string): Rules | null {
  try {
    return { folder, rules: ignore().add(readFileSync(join(folder, '.gitignore'), 'utf8')) };
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

function ignores({ folder, rules }: Rules, path: string, isFolder: boolean): boolean {
  const inside = relative(folder, path).split(sep).join('/');
  return inside !== '' && rules.ignores(isFolder ? `${inside}/` : inside);
}
