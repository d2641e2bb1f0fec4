// The seeds that a Hydra application's YAML gives: the files of its defaults list, composed as Hydra composes them.

import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import type { Module } from '../python/module.ts';

/** A value that is written in a YAML file. */
export interface ConfigSeed {
  /** undefined where the command line has to give it: `???`. */
  readonly value: number | null | undefined;
  readonly module: Module;
  /** Offsets of the value in the file. */
  readonly start: number;
  readonly end: number;
}

/** By the path in the configuration, such as `trainer.seed`; null where it is not written, or files disagree on it. */
export type ConfigSeeds = ReadonlyMap<string, ConfigSeed | null>;

/** One entry of a defaults list. */
type Default =
  | { readonly kind: 'self' }
  | {
      readonly kind: 'config';
      /** Relative to the group that the list stands in, or from the root with a `/`. */
      readonly group: string;
      readonly name: string;
      readonly package: string | null;
    }
  /** Something else is taken for a group that was chosen before. */
  | { readonly kind: 'override'; readonly group: string };

interface ConfigFile {
  /** Of its header. */
  readonly package: string | null;
  readonly defaults: readonly Default[];
  readonly seeds: ConfigSeeds;
}

/** Keys that lie deeper seed nothing. */
const DEEPEST = 8;
/** What is nested deeper the parser of YAML may break down on. */
const MOST_BRACKETS = 200;

/**
 * Of the configuration with this name; `load` gives the module of a file by its path in the folder of configurations, and
 * `isSeed` tells the keys that are asked for.
 */
export function configSeeds(
  name: string,
  load: (path: string) => Module | undefined,
  isSeed: (key: string) => boolean,
): ConfigSeeds {
  const compose = (path: string, home: string, around: readonly string[]): Map<string, ConfigSeed | null> => {
    const composed = new Map<string, ConfigSeed | null>();
    const base = path.replace(/\.ya?ml$/, '');
    // A list that leads back to where it was asked for ends there.
    const module = around.includes(base) ? undefined : (load(`${base}.yaml`) ?? load(`${base}.yml`));
    const file = module && fileOf(module, isSeed);
    if (!file) return composed;
    const own = file.package ?? home;
    const group = folderOf(path);
    const ordered = file.defaults.some(({ kind }) => kind === 'self');
    const take = (all: ReadonlyMap<string, ConfigSeed | null>, under: string) => {
      for (const [key, seed] of all) {
        const full = under === '' ? key : `${under}.${key}`;
        // Which of the two wins without `_self_` depends on the version of Hydra.
        const clear = ordered || !composed.has(full) || composed.get(full)?.value === seed?.value;
        composed.set(full, clear ? seed : null);
      }
    };
    for (const one of ordered ? file.defaults : [...file.defaults, { kind: 'self' } as const]) {
      if (one.kind === 'self') take(file.seeds, own);
      else if (one.kind === 'override') {
        const gone = packageOf(one.group, own);
        for (const key of composed.keys()) if (key.startsWith(`${gone}.`)) composed.set(key, null);
      } else {
        const given = one.package === null ? packageOf(one.group, own) : packageOf(one.package, own);
        const place = one.group.startsWith('/') ? one.group.slice(1) : joined(group, one.group);
        take(compose(joined(place, one.name), given, [...around, base]), '');
      }
    }
    return composed;
  };
  return compose(name, '', []);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function joined(folder: string, path: string): string {
  return [folder, path].filter((part) => part !== '').join('/');
}

/** The package of a group or of what is written after an `@`, inside of another one. */
function packageOf(written: string, around: string): string {
  if (written === '_global_') return '';
  if (written === '_here_' || written === '') return around;
  if (written.startsWith('_global_.')) return written.slice('_global_.'.length);
  const own = written.replace(/^\//, '').replaceAll('/', '.');
  return around === '' || written.startsWith('/') ? own : `${around}.${own}`;
}

const known = new WeakMap<Module, ConfigFile | null>();

function fileOf(module: Module, isSeed: (key: string) => boolean): ConfigFile | null {
  const kept = known.get(module);
  if (kept !== undefined) return kept;
  const read = readFile(module, isSeed);
  known.set(module, read);
  return read;
}

/** null where it is no configuration that can be read. */
function readFile(module: Module, isSeed: (key: string) => boolean): ConfigFile | null {
  const { text } = module;
  if (isNestedDeeply(text)) return null;
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  if (document.errors.length > 0 || !isMap(document.contents)) return null;
  const seeds = new Map<string, ConfigSeed | null>();
  const walk = (map: YAMLMap, path: readonly string[]): void => {
    for (const { key, value } of map.items) {
      if (!isScalar(key) || typeof key.value !== 'string') continue;
      const here = [...path, key.value];
      if (isMap(value)) {
        if (here.length < DEEPEST) walk(value, here);
        continue;
      }
      if (!isSeed(key.value)) continue;
      const given = isScalar(value) ? value.value : value;
      // `seed:` without a value is null, and stands where its key stands.
      const [start = 0, end = 0] = (isScalar(value) && value.source !== '' ? value.range : key.range) ?? [];
      const seed = { value: given === '???' ? undefined : given, module, start, end } as ConfigSeed;
      seeds.set(here.join('.'), isSeedValue(given) ? seed : null);
    }
  };
  walk(document.contents, []);
  const list = document.contents.get('defaults');
  const header = /^#[ \t]*@package[ \t]+(\S+)/m.exec(text)?.[1] ?? '_group_';
  return {
    package: header === '_group_' ? null : packageOf(header, ''),
    defaults: isSeq(list) ? list.items.flatMap(defaultsOf) : [],
    seeds,
  };
}

/** By brackets of any kind, those of texts and comments included. */
function isNestedDeeply(text: string): boolean {
  let open = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    open += bracket === '[' || bracket === '{' ? 1 : -1;
    if (open > MOST_BRACKETS) return true;
  }
  return false;
}

function isSeedValue(value: unknown): value is number | null | '???' {
  return value === null || value === '???' || (typeof value === 'number' && Number.isInteger(value));
}

function defaultsOf(item: unknown): Default[] {
  if (isScalar(item) && typeof item.value === 'string') {
    const [name = '', given = null] = item.value.split('@');
    if (item.value === '_self_') return [{ kind: 'self' }];
    const group = folderOf(name);
    return [{ kind: 'config', group, name: name.slice(name.lastIndexOf('/') + 1), package: given }];
  }
  if (!isMap(item)) return [];
  return item.items.flatMap(({ key, value }): Default[] => {
    if (!isScalar(key) || typeof key.value !== 'string') return [];
    const [, override, written = ''] = /^(override[ \t]+)?(?:optional[ \t]+)?(.*)$/.exec(key.value) ?? [];
    const [group = '', given = null] = written.split('@');
    // What Hydra itself is configured with seeds nothing.
    if (/^\/?hydra(?:\/|$)/.test(group)) return [];
    if (override !== undefined) return [{ kind: 'override', group }];
    const names = isSeq(value) ? value.items : [value];
    return names.flatMap((one): Default[] =>
      isScalar(one) && typeof one.value === 'string' && !one.value.includes('$')
        ? [{ kind: 'config', group, name: one.value, package: given }]
        : [],
    );
  });
}
