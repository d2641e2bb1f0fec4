// The imports that a fix needs: the names that the file has for them, and edits for the ones that it lacks.

import type { Edit } from '../finding.ts';
import type { Stmt } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import { type Bindings, nameOf } from './bindings.ts';
import { extentOf, indentAt, type Layout, layoutOf, lineStart, lines, nextLine, spanAt } from './layout.ts';

export type Needed = 'os' | 'random' | 'numpy' | 'torch';

const PREFERRED: Readonly<Record<Needed, string>> = {
  os: 'os',
  random: 'random',
  numpy: 'np',
  torch: 'torch',
};

/** Python's own modules that scripts import beside what a seed block needs; enough to tell the group of an import. */
const STANDARD = new Set(
  `__future__ abc argparse ast asyncio atexit base64 bisect builtins calendar cmath collections concurrent configparser contextlib
  copy csv ctypes dataclasses datetime decimal difflib enum errno fnmatch fractions functools gc getpass glob gzip hashlib heapq
  html http importlib inspect io itertools json logging math mimetypes multiprocessing numbers operator os pathlib pickle pkgutil
  platform pprint queue random re sched secrets shlex shutil signal site socket sqlite3 ssl stat statistics string struct
  subprocess sys tarfile tempfile textwrap threading time timeit token traceback types typing unicodedata unittest urllib uuid
  warnings weakref xml zipfile zlib`.split(/\s+/),
);

export interface Imports {
  /** The name to write for each module. */
  readonly names: Readonly<Record<Needed, string>>;
  readonly edits: readonly Edit[];
  /** Lines for imports that found no neighbour: to be written where the fix writes its own first line. */
  readonly lines: readonly string[];
}

/** `section` is the imports before the place of the fix: those of its cell are the ones that new imports are sorted into. */
export function importsFor(
  module: Module,
  bindings: Bindings,
  needed: readonly Needed[],
  section: readonly Stmt[],
  layout: Layout,
): Imports {
  const names: Record<Needed, string> = { ...PREFERRED };
  const missing: { path: Needed; line: string }[] = [];
  for (const path of needed) {
    const bound = nameOf(bindings, path);
    if (bound !== undefined && isBoundBy(section, path, bound)) {
      names[path] = bound;
      continue;
    }
    const name = freeName(bindings, path);
    names[path] = name;
    missing.push({ path, line: name === path ? `import ${path}` : `import ${path} as ${name}` });
  }
  const beside = section.filter((statement) => statement.unit.cell === layout.cell);
  const spots = missing.map(({ path, line }) => ({ line, at: spotFor(path, beside, layout) }));
  const placed = new Map<number, string[]>();
  const loose: string[] = [];
  for (const { line, at } of spots) {
    if (at === null) loose.push(line);
    else placed.set(at, [...(placed.get(at) ?? []), line]);
  }
  const edits = [...placed].map(([at, added]) => ({
    span: spanAt(module, layout.cell, at),
    text: lines(layout, added),
  }));
  return { names, edits, lines: loose };
}

/** Imports that found no neighbour, above the first statement of the file or cell that may follow them. */
export function importsAtTop(module: Module, cell: number | null, wanted: readonly string[]): Edit[] {
  if (wanted.length === 0) return [];
  const unit = module.units.find(
    ({ body, cell: own }, index) =>
      own === cell &&
      !(index === 0 && body.kind === 'Expr' && body.value.kind === 'Str') &&
      !(body.kind === 'ImportFrom' && body.module === '__future__'),
  );
  if (unit === undefined) return [];
  const layout = layoutOf(module, cell);
  const at = lineStart(layout.text, extentOf(unit.body).start);
  // A line apart from imports of another group.
  const apart = groupOf(unit.body) === 'other' && wanted.every(isStandard) ? [''] : [];
  return [{ span: spanAt(module, cell, at), text: lines(layout, [...wanted, ...apart]) }];
}

function isStandard(line: string): boolean {
  return STANDARD.has(/^import (\w+)/.exec(line)?.[1] ?? '');
}

function isBoundBy(section: readonly Stmt[], path: string, name: string): boolean {
  return section.some((statement) =>
    imports(statement).some((one) => one.path === path && one.name === name),
  );
}

/** Names that a statement of the section imports, with their paths; through `try` and `if` as well. */
function imports(statement: Stmt): { path: string; name: string }[] {
  if (statement.kind === 'Import') {
    return statement.names.map(({ path, as }) => {
      const root = path.split('.', 1)[0] ?? path;
      return as === null ? { path: root, name: root } : { path, name: as };
    });
  }
  if (statement.kind === 'Try' || statement.kind === 'If') return statement.body.flatMap(imports);
  return [];
}

/** The usual name of a module, unless the file uses that name for something else. */
function freeName(bindings: Bindings, path: Needed): string {
  for (const name of [PREFERRED[path], path, `${path}_`]) {
    const taken = bindings.topLevel.has(name) || bindings.imported.has(name);
    const same = bindings.imported.get(name) === path && bindings.topImports.get(name) !== undefined;
    if (!taken || same || bindings.imported.get(name) === path) return name;
  }
  return `samerun_${path}`;
}

/** Where the line of a new import goes: among those of its group, in order; null if the group has no import yet. */
function spotFor(path: Needed, section: readonly Stmt[], layout: Layout): number | null {
  const standard = STANDARD.has(path);
  const group = section.filter(
    (statement) => groupOf(statement) === (standard ? 'standard' : 'other') && alone(statement, layout),
  );
  const plain = group.filter((statement) => statement.kind === 'Import');
  const after = plain.find((statement) => firstPath(statement) > path);
  if (after !== undefined) return lineStart(layout.text, extentOf(after).start);
  const last = plain.at(-1);
  if (last !== undefined) return endOfLine(last, layout);
  // A group that has only `from` imports: plain ones come before them.
  const first = group[0];
  if (first !== undefined) return lineStart(layout.text, extentOf(first).start);
  return null;
}

/** The next line's start, if the line is ended. */
function endOfLine(statement: Stmt, layout: Layout): number | null {
  const at = nextLine(layout.text, extentOf(statement).end);
  return at === layout.text.length && !layout.text.endsWith('\n') ? null : at;
}

function groupOf(statement: Stmt): 'standard' | 'other' | 'none' {
  if (statement.kind === 'ImportFrom') {
    if (statement.level > 0 || statement.module === '__future__') return 'none';
    return STANDARD.has(statement.module.split('.', 1)[0] ?? '') ? 'standard' : 'other';
  }
  if (statement.kind !== 'Import') return 'none';
  return STANDARD.has(firstPath(statement).split('.', 1)[0] ?? '') ? 'standard' : 'other';
}

function firstPath(statement: Stmt): string {
  return statement.kind === 'Import' ? (statement.names[0]?.path ?? '') : '';
}

/** Whether the statement has its line to itself and stands at the left margin. */
function alone(statement: Stmt, layout: Layout): boolean {
  const { start, end } = extentOf(statement);
  const begin = lineStart(layout.text, start);
  const rest = layout.text.slice(end, nextLine(layout.text, end)).trim();
  return indentAt(layout.text, start) === '' && begin === start && (rest === '' || rest.startsWith('#'));
}
