// Reads `[tool.samerun]` or samerun.toml into settings; pure: which file is nearest is decided in project/.

import { parse, TomlError } from 'smol-toml';
import * as v from 'valibot';
import { keyLine } from './config-line.ts';
import type { Severity } from './finding.ts';
import type { Settings } from './rules/rule.ts';
import { codesOf, nearest, type RuleName, severities, unknownSelector } from './selection.ts';

export interface Config {
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly extendSelect?: readonly string[];
  readonly severity?: Readonly<Record<string, Severity>>;
  /** Selectors to ignore by glob, relative to the configuration file's folder. */
  readonly perFileIgnores?: Readonly<Record<string, readonly string[]>>;
  /** Globs to leave out besides the default ones. */
  readonly exclude?: readonly string[];
  /** Folders that hold first-party packages. */
  readonly src?: readonly string[];
  readonly seedValue?: number;
  readonly seedFunction?: string;
  readonly strict?: boolean;
  readonly torchVersion?: readonly [number, number];
}

export interface ConfigProblem {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

export type ConfigResult =
  /** null: the file says nothing about Samerun. */
  { readonly config: Config | null } | { readonly problem: ConfigProblem };

/** The torch that a project is taken to use when nothing says otherwise. */
export const currentTorch: readonly [number, number] = [2, 13];

const selectors = v.array(
  v.string('a selector is text such as "SR101"'),
  'must be a list of selectors, such as ["SR101"]',
);
const globs = v.array(v.string('a path is text'), 'must be a list of paths or globs, such as ["old/**"]');

/** The keys as they are written; `samerun.schema.json` says the same to editors, and a test holds them together. */
export const configSchema = v.strictObject({
  select: v.optional(selectors),
  ignore: v.optional(selectors),
  'extend-select': v.optional(selectors),
  severity: v.optional(
    v.record(
      v.string(),
      v.picklist(severities, `must be one of ${severities.map((s) => `"${s}"`).join(', ')}`),
      'must be a table of rule = "level"',
    ),
  ),
  'per-file-ignores': v.optional(v.record(v.string(), selectors, 'must be a table of glob = ["SR101"]')),
  exclude: v.optional(globs),
  src: v.optional(globs),
  'seed-value': v.optional(
    v.pipe(
      v.number(seedValueAdvice()),
      v.integer(seedValueAdvice()),
      v.minValue(0, seedValueAdvice()),
      v.maxValue(2 ** 32 - 1, seedValueAdvice()),
    ),
  ),
  'seed-function': v.optional(
    v.pipe(
      v.string('must be the name of a function'),
      v.check(isPythonName, 'must be a Python name, such as "seed_torch"'),
    ),
  ),
  strict: v.optional(v.boolean('must be true or false')),
  'torch-version': v.optional(
    v.pipe(
      v.string('must be text in quotes, such as "2.4"'),
      v.regex(/^\d{1,3}\.\d{1,3}(\.\w{1,16})?$/, 'must be a version, such as "2.4"'),
    ),
  ),
});

/** `file` is shown in messages; its base name says where the settings are kept. */
export function parseConfig(text: string, file: string, rules: readonly RuleName[]): ConfigResult {
  const pyproject = /(^|[\\/])pyproject\.toml$/.test(file);
  // A broken pyproject.toml that never mentions Samerun is somebody else's business.
  if (pyproject && !text.includes('samerun')) return { config: null };
  let whole: unknown;
  try {
    whole = parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const said = (error.message.split('\n')[0] ?? '').replace(/^Invalid TOML document: /, '');
    return { problem: { file, line: error.line, message: `not valid TOML: ${said}` } };
  }
  const table = pyproject ? toolTable(whole) : whole;
  if (table === undefined) return { config: null };
  return checkTable(table, { text, file, rules, prefix: pyproject ? ['tool', 'samerun'] : [] });
}

/** What rules and fixes are told, from the settings of every layer, the strongest last. */
export function settingsOf(layers: readonly Config[], torchOfProject: string | undefined): Settings {
  const merged: Config = Object.assign({}, ...layers);
  return {
    seedValue: merged.seedValue ?? 1024,
    seedFunction: merged.seedFunction ?? 'seed_torch',
    strict: merged.strict ?? false,
    torch: merged.torchVersion ?? versionPair(torchOfProject) ?? currentTorch,
  };
}

interface Place {
  readonly text: string;
  readonly file: string;
  readonly rules: readonly RuleName[];
  readonly prefix: readonly string[];
}

function checkTable(table: unknown, place: Place): ConfigResult {
  const problem = (path: readonly string[], message: string, item?: string): ConfigResult => ({
    problem: { file: place.file, line: keyLine(place.text, [...place.prefix, ...path], item), message },
  });
  const parsed = v.safeParse(configSchema, table);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const path = (issue.path ?? []).map((step) => String(step.key));
    const [key = ''] = path;
    if (issue.path && !(key in configSchema.entries)) return problem([key], unknownKey(key));
    return problem(path.filter(isKey), `"${key === '' ? 'tool.samerun' : key}" ${issue.message}`);
  }
  const raw = parsed.output;
  for (const [key, selector] of writtenSelectors(raw))
    if (codesOf(selector, place.rules) === undefined)
      return problem(key, unknownSelector(selector, place.rules), selector);
  return { config: named(raw) };
}

type Raw = v.InferOutput<typeof configSchema>;

function* writtenSelectors(raw: Raw): Generator<[path: string[], selector: string]> {
  for (const key of ['select', 'ignore', 'extend-select'] as const)
    for (const selector of raw[key] ?? []) yield [[key], selector];
  for (const selector of Object.keys(raw.severity ?? {})) yield [['severity', selector], selector];
  for (const [glob, list] of Object.entries(raw['per-file-ignores'] ?? {}))
    for (const selector of list) yield [['per-file-ignores', glob], selector];
}

// Keys that are not written stay absent, so that merging layers never covers a setting by nothing.
function named(raw: Raw): Config {
  const torch = versionPair(raw['torch-version']);
  return {
    ...(raw.select && { select: raw.select }),
    ...(raw.ignore && { ignore: raw.ignore }),
    ...(raw['extend-select'] && { extendSelect: raw['extend-select'] }),
    ...(raw.severity && { severity: raw.severity }),
    ...(raw['per-file-ignores'] && { perFileIgnores: raw['per-file-ignores'] }),
    ...(raw.exclude && { exclude: raw.exclude }),
    ...(raw.src && { src: raw.src }),
    ...(raw['seed-value'] !== undefined && { seedValue: raw['seed-value'] }),
    ...(raw['seed-function'] !== undefined && { seedFunction: raw['seed-function'] }),
    ...(raw.strict !== undefined && { strict: raw.strict }),
    ...(torch && { torchVersion: torch }),
  };
}

function versionPair(version: string | undefined): readonly [number, number] | undefined {
  const match = /^(\d{1,3})(?:\.(\d{1,3}))?/.exec(version ?? '');
  return match ? [Number(match[1]), Number(match[2] ?? 0)] : undefined;
}

function unknownKey(key: string): string {
  const keys = Object.keys(configSchema.entries);
  const near = nearest(key, keys);
  return `there is no setting "${key}"; ${near ? `did you mean "${near}"?` : `the settings are ${keys.join(', ')}`}`;
}

function toolTable(whole: unknown): unknown {
  const tool = isTable(whole) ? whole.tool : undefined;
  return isTable(tool) ? tool.samerun : undefined;
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKey(step: string): boolean {
  return !/^\d+$/.test(step);
}

function isPythonName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(name) && !keywords.has(name);
}

const keywords = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global ' +
    'if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

function seedValueAdvice(): string {
  return 'must be a whole number from 0 to 4294967295, which every library accepts';
}
