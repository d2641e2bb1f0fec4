// Which version of a library a project's own files pin or bound; pure text in, version out, nothing is executed.

import { parse } from 'smol-toml';

/** File names that may say which versions a project uses, the most exact first. */
export const versionFiles: readonly string[] = [
  'uv.lock',
  'poetry.lock',
  'requirements.txt',
  'requirements-dev.txt',
  'pyproject.toml',
  'setup.cfg',
  'setup.py',
  'environment.yml',
  'environment.yaml',
  'conda.yaml',
];

/** The versions that one file gives, by normalised distribution name. */
export function versionsIn(name: string, text: string): ReadonlyMap<string, string> {
  if (name.endsWith('.lock')) return lockedVersions(text);
  if (name === 'pyproject.toml') return requirementVersions(pyprojectRequirements(text));
  if (name === 'setup.py') return requirementVersions(setupRequirements(text));
  return requirementVersions(text.split(/\r\n|\n|\r/).map(withoutListMark));
}

export function normalised(distribution: string): string {
  return distribution.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

function requirementVersions(lines: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of lines) {
    const match = /^([A-Za-z0-9][\w.-]{0,100}?)\s*(?:\[[^\]]{0,200}\])?\s*\(?([=<>!~^].{0,200})$/.exec(
      line.slice(0, 500),
    );
    if (!match) continue;
    const version = boundVersion(match[2] ?? '');
    const name = normalised(match[1] ?? '');
    if (version !== undefined && !found.has(name)) found.set(name, version);
  }
  return found;
}

/**
 * The version that a specifier settles: a pin, or the lower end of a range that is closed above. `>=1.9` alone is
 * satisfied by any later release, so it says nothing.
 */
export function boundVersion(specifier: string): string | undefined {
  const clauses = [
    ...(specifier.split(/[;#]/)[0] ?? '').matchAll(/(===?|~=|<=|>=|<|>|!=|\^|~|=)\s*v?(\d[\d.]{0,30})/g),
  ].map(([, operator = '', version = '']) => ({ operator, version: version.replace(/\.$/, '') }));
  const with_ = (operators: readonly string[]) =>
    clauses.find((c) => operators.includes(c.operator))?.version;
  const pinned = with_(['==', '===', '=', '~=', '^', '~']);
  if (pinned !== undefined) return pinned;
  const least = with_(['>=', '>']);
  const most = with_(['<=', '<']);
  return most === undefined ? undefined : (least ?? with_(['<=']));
}

// Items of environment.yml's lists, and of setup.cfg's, indented or on the line of their key.
function withoutListMark(line: string): string {
  return line
    .trim()
    .replace(/^(?:-\s+|install_requires\s*=\s*)/, '')
    .replace(/^["']|["'],?$/g, '');
}

/** The texts of `install_requires`, where a list of texts is written there or given the name that stands there. */
function setupRequirements(text: string): string[] {
  const given = /\binstall_requires["']?\s*[=:]\s*(?:\[|(\w{1,100})\b)/.exec(text);
  if (given === null) return [];
  const [whole, name] = given;
  if (name === undefined) return textsFrom(text, given.index + whole.length);
  const bound = new RegExp(`^\\s*${name}\\s*=\\s*\\[`, 'm').exec(text);
  return bound === null ? [] : textsFrom(text, bound.index + bound[0].length);
}

/** One text after another, up to whatever is none. */
function textsFrom(text: string, start: number): string[] {
  const next = /(?:[\s,]|#[^\n]*\n)*(["'])([^"'\n\\]*)\1/y;
  next.lastIndex = start;
  const found: string[] = [];
  for (let match = next.exec(text); match !== null; match = next.exec(text)) found.push(match[2] ?? '');
  return found;
}

function lockedVersions(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let name: string | undefined;
  for (const line of text.split(/\r\n|\n/)) {
    const match = /^(name|version) = "([^"]{1,100})"$/.exec(line);
    if (match?.[1] === 'name') name = normalised(match[2] ?? '');
    else if (match && name !== undefined) {
      found.set(name, match[2] ?? '');
      name = undefined;
    }
  }
  return found;
}

function pyprojectRequirements(text: string): string[] {
  let whole: unknown;
  try {
    whole = parse(text);
  } catch (error) {
    // A broken file gives no version; what is wrong with it is said where its settings are read.
    if (error instanceof Error && error.name === 'TomlError') return [];
    if (error instanceof Error) return [];
    throw error;
  }
  const project = table(whole, 'project');
  const poetry = table(table(table(whole, 'tool'), 'poetry'), 'dependencies');
  const optional = Object.values(table(project, 'optional-dependencies') ?? {});
  const listed = [project?.dependencies, ...optional].flatMap((list) => (Array.isArray(list) ? list : []));
  const requirements = listed.filter((item): item is string => typeof item === 'string');
  for (const [name, value] of Object.entries(poetry ?? {})) {
    const version = typeof value === 'string' ? value : table(poetry, name)?.version;
    if (typeof version === 'string') requirements.push(`${name}${/^\d/.test(version) ? '==' : ''}${version}`);
  }
  return requirements;
}

function table(value: unknown, key: string): Record<string, unknown> | undefined {
  const inner = isTable(value) ? value[key] : undefined;
  return isTable(inner) ? inner : undefined;
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
