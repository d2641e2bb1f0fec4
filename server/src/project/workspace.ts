// The project on disk behind `Project`: import roots as Python has them, parsed modules and versions, each kept once found.

import { resolve as absolute, basename, dirname, join } from 'node:path';
import type { Skipped } from '../python/limits.ts';
import type { Module } from '../python/module.ts';
import type { PlacedConfig } from './config-files.ts';
import type { Folders } from './folders.ts';
import { isDataFile, type Project } from './project.ts';
import { normalised } from './versions.ts';
import { projectRoot, versionsOnDisk } from './versions-on-disk.ts';

export interface WorkspaceOptions {
  readonly folders: Folders;
  /** The settings that hold for files of a folder. */
  readonly configOf: (folder: string) => PlacedConfig;
  /** The parsed module of an existing file; undefined where it cannot be read or is over a cap. Called once a file. */
  readonly load: (file: string) => Module | undefined;
}

export type Locator = (name: string, level: number, from: string) => string | undefined;

export interface Workspace {
  /** Which file an import means while `entry` is linted; undefined where none of the project's does. */
  locatorOf(entry: string): Locator;
  /** What may be asked while `entry` is linted once: its own folder comes first among the import roots, as Python has it. */
  projectOf(entry: string): Project;
  /** The module of a file, parsed at most once as long as it is kept. */
  module(file: string): Module | undefined;
  /** A module that was parsed elsewhere, to be used where the file is imported. */
  remember(module: Module): void;
  /** What is kept of a file, without reading it. */
  kept(file: string): Module | undefined;
  /** Forget what was known of a file that changed, appeared or went; '' forgets everything. */
  forget(file: string): void;
}

/** Characters of source whose modules are kept: some 2,000 scripts; the least recently kept go first. */
const maxKept = 16 << 20;
/**
 * Characters of source that are read behind the imports of one file: some 50,000 lines. Training scripts import a tenth of
 * that; a package that imports all of itself may be a hundred times as large, and each of its files would run all of it.
 */
const maxImported = 2 << 20;

/** Why a module is empty that lies behind too many imports. */
export const tooMany: Skipped = { why: 'too much is imported before it' };

export function openWorkspace(options: WorkspaceOptions): Workspace {
  const { folders } = options;
  const modules = new Map<string, Module | undefined>();
  let size = 0;
  const versions = versionsOnDisk(folders);
  const roots = new Map<string, readonly string[]>();

  const keep = (file: string, found: Module | undefined): Module | undefined => {
    drop(file);
    modules.set(file, found);
    size += found?.text.length ?? 0;
    for (const [oldest] of modules) {
      if (size <= maxKept || oldest === file) break;
      drop(oldest);
    }
    return found;
  };
  const drop = (file: string): void => {
    size -= modules.get(file)?.text.length ?? 0;
    modules.delete(file);
  };
  const module = (file: string): Module | undefined =>
    modules.has(file) ? modules.get(file) : keep(file, options.load(file));

  const locatorOf = (entry: string): Locator => {
    const home = dirname(entry);
    const known = roots.get(home) ?? importRoots(home, projectRoot(folders, home), options.configOf(home));
    roots.set(home, known);
    return (name, level, from) => locate(folders, name, level, from, known);
  };
  const projectOf = (entry: string): Project => {
    const home = dirname(entry);
    const locator = locatorOf(entry);
    // The same module for as long as one file is linted, even if it is not kept that long.
    const found = new Map<string, Module | undefined>();
    const files = new Map<string, Module | undefined>();
    let imported = 0;
    const within = (file: string): Module | undefined => {
      if (files.has(file)) return files.get(file);
      const read = imported > maxImported ? unread(file) : module(file);
      imported += read?.text.length ?? 0;
      files.set(file, read);
      return read;
    };
    return {
      resolve(name, level, from) {
        const byPlace = level > 0 || isDataFile(name);
        const key = `${level} ${name} ${byPlace ? from : packageRoot(folders, dirname(from))}`;
        if (!found.has(key)) {
          const file = locator(name, level, from);
          found.set(key, file === undefined ? undefined : within(file));
        }
        return found.get(key);
      },
      version(distribution) {
        return versions.of(home, normalised(distribution));
      },
    };
  };

  const forget = (file: string): void => {
    versions.forget();
    roots.clear();
    if (file === '') for (const kept of [...modules.keys()]) drop(kept);
    drop(file);
    folders.forget(dirname(file));
  };

  return {
    locatorOf,
    projectOf,
    module,
    remember: (found) => void keep(found.file, found),
    kept: (file) => modules.get(file),
    forget,
  };
}

/** A module of which nothing is known but that it is there: what is taken from it is as unknown as a library's. */
function unread(file: string): Module {
  return { file, text: '', cells: null, units: [], comments: [], errors: [], skipped: tooMany };
}

function importRoots(home: string, root: string | undefined, placed: PlacedConfig): string[] {
  const base = placed.folder ?? root ?? home;
  const src = (placed.config.src ?? ['.', 'src']).map((folder) => absolute(base, folder));
  return [...new Set([home, ...src, ...(root === undefined ? [] : [root])])];
}

/** The file that an import means, or undefined where none of the project's files does. */
function locate(
  folders: Folders,
  name: string,
  level: number,
  from: string,
  roots: readonly string[],
): string | undefined {
  if (isDataFile(name)) {
    const file = absolute(dirname(from), name);
    return folders.names(dirname(file)).has(basename(file)) ? file : undefined;
  }
  const parts = name === '' ? [] : name.split('.');
  if (parts.some((part) => !/^[\p{L}\p{N}_]+$/u.test(part))) return undefined;
  if (level > 0) {
    const base = folders.upwards(dirname(from))[level - 1];
    return base === undefined ? undefined : moduleAt(folders, base, parts);
  }
  // A module of a package sees its siblings through the folder that the package lies in.
  const own = packageRoot(folders, dirname(from));
  for (const root of new Set([...roots.slice(0, 1), own, ...roots.slice(1)])) {
    const file = parts.length > 0 ? moduleAt(folders, root, parts) : undefined;
    if (file !== undefined) return file;
  }
  return undefined;
}

function moduleAt(folders: Folders, base: string, parts: readonly string[]): string | undefined {
  let folder = base;
  for (const part of parts.slice(0, -1)) {
    if (!folders.names(folder).has(part)) return undefined;
    folder = join(folder, part);
  }
  const last = parts.at(-1);
  if (last === undefined)
    return folders.names(folder).has('__init__.py') ? join(folder, '__init__.py') : undefined;
  const names = folders.names(folder);
  // As Python does: a package before a module of the same name.
  if (names.has(last) && folders.names(join(folder, last)).has('__init__.py'))
    return join(folder, last, '__init__.py');
  return names.has(`${last}.py`) ? join(folder, `${last}.py`) : undefined;
}

function packageRoot(folders: Folders, folder: string): string {
  return folders.upwards(folder).find((at) => !folders.names(at).has('__init__.py')) ?? folder;
}
