// What files on disk are linted by: their settings, the project around them, and whether that is still as it was.

import { dirname } from 'node:path';
import { type Config, type ConfigProblem, settingsOf } from '../config.ts';
import type { LintOptions } from '../lint.ts';
import type { Module } from '../python/module.ts';
import { rules } from '../rules/index.ts';
import { resolveSelection, type Selection, type SelectionLayer } from '../selection.ts';
import { type Basis, textOf } from './basis.ts';
import { configFiles, ignoredInFile, type PlacedConfig, selectionLayer } from './config-files.ts';
import { readFolders } from './folders.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

const metas = rules.map((rule) => rule.meta);

export interface LinterOptions {
  /** A configuration file that holds for every folder, instead of the nearest one. */
  readonly config?: string;
  /** What the command line says, which wins over every file. */
  readonly selection?: SelectionLayer;
}

export interface OptionsOnDisk {
  readonly workspace: Workspace;
  /** Problems of configuration files read so far. */
  readonly problems: readonly ConfigProblem[];
  of(file: string, flaw: LintOptions['flaw']): LintOptions;
  /** Whether all that findings rested on is still so, the texts of files left out. Parses nothing. */
  holds(file: string, basis: Basis): boolean;
}

export function optionsOnDisk(
  options: LinterOptions,
  load: (file: string) => Module | undefined,
): OptionsOnDisk {
  const folders = readFolders();
  const configs = configFiles(folders, metas, options.config);
  const workspace = openWorkspace({ folders, configOf: (folder) => configs.of(folder), load });
  /** Settled once a configuration, not once a file. */
  const selections = new Map<PlacedConfig, Selection>();
  const selectionOf = (placed: PlacedConfig): Selection => {
    const layers = [selectionLayer(placed), ...(options.selection ? [options.selection] : [])];
    const selection = selections.get(placed) ?? resolveSelection(metas, layers);
    selections.set(placed, selection);
    return selection;
  };
  const of = (file: string, flaw: LintOptions['flaw']): LintOptions => {
    const placed = configs.of(dirname(file));
    const project = workspace.projectOf(file);
    return {
      project,
      settings: settingsOf([placed.config satisfies Config], project.version('torch')),
      selection: selectionOf(placed),
      ignored: ignoredInFile(placed, file),
      flaw: flaw ?? null,
    };
  };
  const holds = (file: string, basis: Basis): boolean => {
    const now = of(file, null);
    if (textOf(now) !== basis.options) return false;
    if (basis.versions.some(([name, version]) => (now.project.version(name) ?? null) !== version))
      return false;
    const locate = workspace.locatorOf(file);
    return basis.imports.every(([name, level, from, path]) => (locate(name, level, from) ?? null) === path);
  };
  return { workspace, problems: configs.problems, of, holds };
}
