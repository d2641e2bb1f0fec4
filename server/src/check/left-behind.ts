// Holds what the first run left in files that could not be put back, so that every later run starts from that same state.
import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { leftBehind } from './causes/carried-state.ts';
import type { Files } from './run-files.ts';

export interface LeftBehind {
  /** After the first run, and where that was not to be the first after all, after the next. */
  keep(files: Files): Promise<void>;
  /** Before each later one. */
  putBack(): Promise<void>;
  /** They are the user's files, and no part of a record. */
  forget(): Promise<void>;
}

interface Kept {
  path: string;
  /** Null: the first run took the file away. */
  copy: string | null;
  size: number;
  mtimeMs: number;
}

/** Past this nothing is kept: a check must not fill the disk with somebody's checkpoints. */
const MOST_BYTES = 512 * 1024 * 1024;
const MOST_FILES = 1000;

export function createLeftBehind(directory: string): LeftBehind {
  const kept: Kept[] = [];

  async function keep(files: Files): Promise<void> {
    kept.length = 0;
    // What lies in a layer comes under those of the later runs.
    const layered = new Set(files.layered);
    const paths = leftBehind(files).filter((path) => !layered.has(path));
    if (paths.length === 0 || paths.length > MOST_FILES) return;
    const found = await Promise.all(paths.map(async (path) => ({ path, stats: await statsOf(path) })));
    const bytes = found.reduce((sum, { stats }) => sum + (stats?.size ?? 0), 0);
    if (bytes > MOST_BYTES || found.some(({ stats }) => stats && !stats.isFile())) return;
    await mkdir(directory, { recursive: true, mode: 0o700 });
    for (const [at, { path, stats }] of found.entries()) {
      const copy = stats && join(directory, String(at));
      if (copy !== null) await copyFile(path, copy, constants.COPYFILE_FICLONE);
      kept.push({ path, copy, size: stats?.size ?? 0, mtimeMs: stats?.mtimeMs ?? 0 });
    }
  }

  async function putBack(): Promise<void> {
    for (const { path, copy, size, mtimeMs } of kept) {
      const now = await statsOf(path);
      if (now && !now.isFile()) continue;
      if (copy === null) {
        if (now) await rm(path);
      } else if (now?.size !== size || now.mtimeMs !== mtimeMs) {
        await copyFile(copy, path);
        await utimes(path, mtimeMs / 1000, mtimeMs / 1000);
      }
    }
  }

  const forget = () => rm(directory, { recursive: true, force: true });

  return { keep, putBack, forget };
}

async function statsOf(path: string) {
  return lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
}
