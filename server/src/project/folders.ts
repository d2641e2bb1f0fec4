// What lies in which folder, read once each: lets imports be resolved without asking the disk about every name.

import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Folders {
  /** Names in a folder; empty if there is no such folder or it may not be read. */
  names(folder: string): ReadonlySet<string>;
  /** From a folder to the root of the disk, nearest first. */
  upwards(folder: string): readonly string[];
  /** Forget a folder whose content changed. */
  forget(folder: string): void;
}

export function readFolders(): Folders {
  const known = new Map<string, ReadonlySet<string>>();
  const names = (folder: string): ReadonlySet<string> => {
    const before = known.get(folder);
    if (before) return before;
    const found = list(folder);
    known.set(folder, found);
    return found;
  };
  // Paths alone decide it, so nothing that happens on the disk makes it stale.
  const chains = new Map<string, readonly string[]>();
  const upwards = (folder: string): readonly string[] => {
    const before = chains.get(folder);
    if (before) return before;
    const parent = dirname(folder);
    const found = parent === folder ? [folder] : [folder, ...upwards(parent)];
    chains.set(folder, found);
    return found;
  };
  return { names, upwards, forget: (folder) => void known.delete(folder) };
}

function list(folder: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(folder));
  } catch (error) {
    // A folder that is not there, or not ours to read, offers nothing to import and no settings.
    if (error instanceof Error && 'code' in error) return new Set();
    throw error;
  }
}
