// What a document is judged by besides its text: the settings that hold for it, and the project that it imports from.

import { dirname } from 'node:path';
import { type Config, settingsOf } from '../config.ts';
import { configFiles, ignoredInFile, isExcluded, selectionLayer } from '../project/config-files.ts';
import { readFolders } from '../project/folders.ts';
import type { Project } from '../project/project.ts';
import { openWorkspace, tooMany } from '../project/workspace.ts';
import type { Module } from '../python/module.ts';
import { rules } from '../rules/index.ts';
import type { Settings } from '../rules/rule.ts';
import { resolveSelection, type Selection } from '../selection.ts';
import type { Sources } from './sources.ts';

export interface Surrounding {
  readonly project: Project;
  readonly settings: Settings;
  readonly selection: Selection;
  readonly ignored: readonly string[];
  /** The user wants nothing said of this file. */
  readonly excluded: boolean;
  /** The first-party files that were asked for so far, as they were; by path. */
  readonly imported: ReadonlyMap<string, Module | undefined>;
}

type Prepared = Omit<Surrounding, 'imported' | 'project'>;

export interface Surroundings {
  of(file: string): Surrounding;
  /** Whether the files that were imported are still what they were. */
  holds(imported: ReadonlyMap<string, Module | undefined>): boolean;
  /** Whether nothing has been said since that may change what the file is judged by, its imports aside. */
  stands(file: string, surrounding: Surrounding): boolean;
  /** The settings of the editor, the weakest layer. */
  use(editor: Config): void;
  /** A file on disk is different, or new, or gone. */
  forget(file: string): void;
}

const names = rules.map((rule) => rule.meta);

export function surroundingsOf(sources: Sources, log: (message: string) => void): Surroundings {
  const folders = readFolders();
  const configs = configFiles(folders, names);
  const workspace = openWorkspace({
    folders,
    configOf: (folder) => configs.of(folder),
    load: (file) => sources.read(file),
  });
  let editor: Config = {};
  let told = 0;
  /** Until a setting or a file on disk changes. */
  const known = new Map<string, Prepared>();

  /** A file that is open counts as it is in the editor. */
  const current = (module: Module | undefined) => module && (sources.opened(module.file) ?? module);

  function prepare(file: string): Prepared {
    const placed = configs.of(dirname(file));
    for (const { file: where, line, message } of configs.problems.slice(told))
      log(`${where}:${line}: ${message}`);
    told = configs.problems.length;
    return {
      settings: settingsOf([editor, placed.config], workspace.projectOf(file).version('torch')),
      selection: resolveSelection(names, [editor, selectionLayer(placed)]),
      ignored: ignoredInFile(placed, file),
      excluded: isExcluded(placed, file),
    };
  }

  function prepared(file: string): Prepared {
    const found = known.get(file) ?? prepare(file);
    known.set(file, found);
    return found;
  }

  return {
    of(file) {
      const project = workspace.projectOf(file);
      const imported = new Map<string, Module | undefined>();
      return {
        ...prepared(file),
        imported,
        project: {
          resolve(name, level, from) {
            const module = current(project.resolve(name, level, from));
            if (module && module.skipped !== tooMany) imported.set(module.file, module);
            return module;
          },
          version: (distribution) => project.version(distribution),
        },
      };
    },
    holds(imported) {
      for (const [file, module] of imported) if (current(workspace.module(file)) !== module) return false;
      return true;
    },
    stands: (file, surrounding) => known.get(file)?.settings === surrounding.settings,
    use(settings) {
      editor = settings;
      known.clear();
    },
    forget(file) {
      known.clear();
      workspace.forget(file);
      if (/[\\/](samerun|pyproject)\.toml$/.test(file)) {
        configs.forget();
        told = 0;
      }
    },
  };
}
