// Which version of a library the files of a project ask for: from a script's folder up to the root of its project.

import { join } from 'node:path';
import type { Folders } from './folders.ts';
import { readSource } from './read.ts';
import { versionFiles, versionsIn } from './versions.ts';

export interface VersionsOnDisk {
  /** For scripts in `home`; undefined where nothing says it. Expects a normalised name. */
  of(home: string, distribution: string): string | undefined;
  forget(): void;
}

const maxVersionFileBytes = 4 * 1024 * 1024;
const rootMarks = ['samerun.toml', 'pyproject.toml', 'setup.py', 'setup.cfg', 'requirements.txt', '.git'];

export function projectRoot(folders: Folders, home: string): string | undefined {
  return folders.upwards(home).find((folder) => {
    const names = folders.names(folder);
    return rootMarks.some((mark) => names.has(mark));
  });
}

export function versionsOnDisk(folders: Folders): VersionsOnDisk {
  /** By folder: what counts there, the nearest and most exact file first. */
  const known = new Map<string, readonly ReadonlyMap<string, string>[]>();
  const inFolder = new Map<string, readonly ReadonlyMap<string, string>[]>();
  const listed = (folder: string): readonly ReadonlyMap<string, string>[] => {
    const names = folders.names(folder);
    const found =
      inFolder.get(folder) ??
      versionFiles.filter((name) => names.has(name)).map((name) => readVersions(join(folder, name), name));
    inFolder.set(folder, found);
    return found;
  };
  const all = (home: string): readonly ReadonlyMap<string, string>[] => {
    const upwards = folders.upwards(home);
    const root = projectRoot(folders, home) ?? home;
    return upwards.slice(0, upwards.indexOf(root) + 1).flatMap(listed);
  };
  return {
    of(home, distribution) {
      const versions = known.get(home) ?? all(home);
      known.set(home, versions);
      return versions.find((one) => one.has(distribution))?.get(distribution);
    },
    forget() {
      known.clear();
      inFolder.clear();
    },
  };
}

function readVersions(file: string, name: string): ReadonlyMap<string, string> {
  const read = readSource(file, maxVersionFileBytes);
  return read.kind === 'read' ? versionsIn(name, read.source.text) : new Map();
}
