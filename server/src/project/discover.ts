// Which files a path means: itself, or every Python file and notebook below a folder that .gitignore lets through.

import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { reasonOf } from './read.ts';

/** Folders that hold other people's code, caches or build output. */
const LEFT_OUT = new Set(
  (
    '.git .hg .svn .venv venv env .env .tox .nox .eggs __pycache__ node_modules site-packages build dist .mypy_cache .ruff_cache ' +
    '.pytest_cache .ipynb_checkpoints .vscode .idea .samerun wandb mlruns'
  ).split(' '),
);

export interface Discovered {
  /** In the order in which they are reported, each once. */
  readonly files: readonly string[];
  /** Those of them that were found in a folder, and not named themselves. */
  readonly walked: ReadonlySet<string>;
  /** Named paths that cannot be read, and folders below them, with why. */
  readonly unreadable: readonly { readonly path: string; readonly message: string }[];
}

/** `isExcluded` is asked for files and folders that were not named themselves. */
export function discover(paths: readonly string[], isExcluded: (path: string) => boolean): Discovered {
  const files = new Map<string, string>();
  const walked = new Set<string>();
  const unreadable: { path: string; message: string }[] = [];
  const found: Found = {
    add: (path) => {
      const whole = resolve(path);
      if (files.has(whole)) return;
      files.set(whole, path);
      walked.add(path);
    },
    fail: (path, error) => unreadable.push({ path, message: reasonOf(error) }),
    isExcluded,
  };
  for (const path of paths) {
    try {
      if (statSync(path).isDirectory()) walk(path, ignoresAbove(path), found);
      else {
        found.add(path);
        walked.delete(files.get(resolve(path)) ?? path);
      }
    } catch (error) {
      found.fail(path, error);
    }
  }
  return { files: [...files.values()], walked, unreadable };
}

interface Found {
  readonly add: (path: string) => void;
  readonly fail: (path: string, error: unknown) => void;
  readonly isExcluded: (path: string) => boolean;
}

interface Ignores {
  readonly folder: string;
  readonly rules: Ignore;
}

/** `above` holds the .gitignore files of the folders on the way here, outermost first. */
function walk(folder: string, above: readonly Ignores[], found: Found): void {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    found.fail(folder, error);
    return;
  }
  // Somebody's virtual environment, whatever it is called.
  if (entries.some((entry) => entry.name === 'pyvenv.cfg')) return;
  const ignores = [...above, ...ignoresOf(folder, entries)];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    const isFolder = entry.isDirectory();
    if (isFolder ? LEFT_OUT.has(entry.name) : !isScript(entry, path)) continue;
    if (isIgnored(ignores, path, isFolder) || found.isExcluded(path)) continue;
    if (isFolder) walk(path, ignores, found);
    else found.add(path);
  }
}

/** A linked file counts, a linked folder does not: it could lead in a circle. */
function isScript(entry: Dirent, path: string): boolean {
  if (!/\.(py|ipynb)$/.test(entry.name)) return false;
  return entry.isFile() || (entry.isSymbolicLink() && isFile(path));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The .gitignore files of the repository above a named folder; none that leaves out the folder, since it was asked for. */
function ignoresAbove(path: string): Ignores[] {
  const found: Ignores[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    const names = namesIn(at);
    if (at !== resolve(path)) found.unshift(...ignoresOf(at, names));
    if (names.some(({ name }) => name === '.git'))
      return found.filter((one) => !isIgnored([one], resolve(path), true));
    // Outside of a repository a .gitignore above says nothing.
    if (dirname(at) === at) return [];
  }
}

function namesIn(folder: string): { name: string }[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error) return [];
    throw error;
  }
}

function ignoresOf(folder: string, entries: readonly { readonly name: string }[]): Ignores[] {
  if (!entries.some((entry) => entry.name === '.gitignore')) return [];
  try {
    const text = readFileSync(join(folder, '.gitignore'), 'utf8');
    return [{ folder: resolve(folder), rules: ignore({ allowRelativePaths: true }).add(text) }];
  } catch (error) {
    // One that cannot be read leaves nothing out.
    if (error instanceof Error && 'code' in error) return [];
    throw error;
  }
}

/** The innermost .gitignore that says anything decides, so that an inner `!name` brings back what an outer one drops. */
function isIgnored(ignores: readonly Ignores[], path: string, isFolder: boolean): boolean {
  for (const { folder, rules } of [...ignores].reverse()) {
    const inside = relative(folder, resolve(path)).split(sep).join('/');
    const { ignored, unignored } = rules.test(isFolder ? `${inside}/` : inside);
    if (ignored || unignored) return ignored;
  }
  return false;
}
