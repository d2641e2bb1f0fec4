// Finds the settings that hold for a folder: the nearest samerun.toml or pyproject.toml that has [tool.samerun].

import { dirname, join, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import { type Config, type ConfigProblem, parseConfig } from '../config.ts';
import type { RuleName, SelectionLayer } from '../selection.ts';
import type { Folders } from './folders.ts';
import { readSource } from './read.ts';

export interface PlacedConfig {
  readonly config: Config;
  /** The folder that the paths in it are relative to; null where no file was found. */
  readonly folder: string | null;
  readonly file: string | null;
}

export interface ConfigFiles {
  /** The settings for files in `folder`; a file with a mistake counts as empty, and the mistake is in `problems`. */
  of(folder: string): PlacedConfig;
  readonly problems: readonly ConfigProblem[];
  /** Read everything again when next asked. */
  forget(): void;
}

const none: PlacedConfig = { config: {}, folder: null, file: null };
const maxConfigBytes = 1024 * 1024;

/** With `only`, that file holds for every folder. */
export function configFiles(folders: Folders, rules: readonly RuleName[], only?: string): ConfigFiles {
  const problems: ConfigProblem[] = [];
  const known = new Map<string, PlacedConfig>();
  const load = (file: string): PlacedConfig | null => {
    const result = readConfig(file, rules);
    if ('problem' in result) {
      problems.push(result.problem);
      return none;
    }
    return result.config && { config: result.config, folder: dirname(file), file };
  };
  const find = (folder: string): PlacedConfig => {
    for (const name of ['samerun.toml', 'pyproject.toml'])
      if (folders.names(folder).has(name)) {
        const found = load(join(folder, name));
        if (found) return found;
      }
    const parent = dirname(folder);
    return parent === folder ? none : of(parent);
  };
  const of = (folder: string): PlacedConfig => {
    const key = only === undefined ? folder : '';
    const before = known.get(key);
    if (before) return before;
    const found = only === undefined ? find(folder) : (load(only) ?? none);
    known.set(key, found);
    return found;
  };
  const forget = () => {
    known.clear();
    problems.length = 0;
  };
  return { of, problems, forget };
}

/** What the configuration says about selecting, for every file that it holds for. */
export function selectionLayer(placed: PlacedConfig): SelectionLayer {
  const { select, extendSelect, ignore, severity } = placed.config;
  return {
    ...(select && { select }),
    ...(extendSelect && { extendSelect }),
    ...(ignore && { ignore }),
    ...(severity && { severity }),
  };
}

/** Rules that `per-file-ignores` turns off in this file, whatever else selects them. */
export function ignoredInFile(placed: PlacedConfig, file: string): string[] {
  return Object.entries(placed.config.perFileIgnores ?? {})
    .filter(([glob]) => matches(placed, glob, file))
    .flatMap(([, selectors]) => selectors);
}

export function isExcluded(placed: PlacedConfig, path: string): boolean {
  return (placed.config.exclude ?? []).some((glob) => matches(placed, glob, path));
}

const matchers = new Map<string, (path: string) => boolean>();

// As in ruff: a glob without a slash is compared with the last part of the path, any other with the path from the folder.
function matches(placed: PlacedConfig, glob: string, path: string): boolean {
  if (placed.folder === null) return false;
  const inside = relative(placed.folder, path).split(sep).join('/');
  const pattern = glob.replace(/^\.\//, '').replace(/\/$/, '');
  const matcher = matchers.get(pattern) ?? picomatch(pattern, { dot: true });
  matchers.set(pattern, matcher);
  if (!pattern.includes('/')) return matcher(inside.slice(inside.lastIndexOf('/') + 1));
  return matcher(inside);
}

function readConfig(file: string, rules: readonly RuleName[]): ReturnType<typeof parseConfig> {
  const read = readSource(file, maxConfigBytes);
  const problem = (message: string) => ({ problem: { file, line: 1, message } });
  if (read.kind === 'huge') return problem('it is too large to be a configuration file');
  if (read.kind === 'unreadable') return problem(read.message);
  return parseConfig(read.source.text, file, rules);
}
