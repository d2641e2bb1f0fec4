// Which names of a file stand for which library modules, so that a fix can write what the file already calls them.

import type { Expr, Import, ImportFrom, Stmt } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import { perUnit } from '../python/traverse.ts';
import { everyStatement } from './blocks.ts';

export interface Bindings {
  /** Names that imports bind anywhere in the file, with the qualified path that each stands for. */
  readonly imported: ReadonlyMap<string, string>;
  /** Names that the top level binds: by import, definition or assignment. */
  readonly topLevel: ReadonlySet<string>;
  /** The top-level imported ones with their path, by name. */
  readonly topImports: ReadonlyMap<string, string>;
}

/** What one top-level statement binds. */
interface Bound {
  /** By imports anywhere in it. */
  readonly imported: readonly [name: string, path: string][];
  /** At the top level; a name that no import binds has no path. */
  readonly top: readonly [name: string, path: string | null][];
}

const boundIn = perUnit((unit): Bound => {
  const top = [unit.body];
  return {
    imported: everyStatement(top).flatMap((statement) =>
      statement.kind === 'Import' || statement.kind === 'ImportFrom' ? boundBy(statement) : [],
    ),
    top: [...atTop(top)].flatMap((statement): [string, string | null][] =>
      statement.kind === 'Import' || statement.kind === 'ImportFrom'
        ? boundBy(statement)
        : namesBoundBy(statement).map((name) => [name, null]),
    ),
  };
});

export function bindingsOf(module: Module): Bindings {
  const imported = new Map<string, string>();
  const topImports = new Map<string, string>();
  const topLevel = new Set<string>();
  for (const unit of module.units) {
    const bound = boundIn(unit);
    for (const [name, path] of bound.imported) if (!imported.has(name)) imported.set(name, path);
    for (const [name, path] of bound.top) {
      topLevel.add(name);
      if (path !== null) topImports.set(name, path);
    }
  }
  return { imported: kept(imported), topLevel, topImports };
}

/** The imports of a few files, the last ones first. */
const recent: ReadonlyMap<string, string>[] = [];
const MOST_RECENT = 16;

/** Equal imports are the same object, so that what was made with them can be kept while they stay the same. */
function kept(imported: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const same = recent.find((one) => isSame(one, imported));
  if (same !== undefined) return same;
  recent.unshift(imported);
  recent.length = Math.min(recent.length, MOST_RECENT);
  return imported;
}

function isSame(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  if (one.size !== other.size) return false;
  for (const [name, path] of one) if (other.get(name) !== path) return false;
  return true;
}

function* atTop(block: readonly Stmt[]): Generator<Stmt> {
  for (const statement of block) {
    yield statement;
    if (statement.kind === 'If') yield* atTop([...statement.body, ...statement.orelse]);
    else if (statement.kind === 'Try') {
      yield* atTop([
        ...statement.body,
        ...statement.handlers.flatMap((handler) => handler.body),
        ...statement.orelse,
      ]);
    } else if (statement.kind === 'With') yield* atTop(statement.body);
  }
}

/** Names that an import binds; a relative import and a star bind nothing that a fix could use. */
export function boundBy(statement: Import | ImportFrom): [name: string, path: string][] {
  if (statement.kind === 'Import') {
    return statement.names.map(({ path, as }) => (as === null ? [root(path), root(path)] : [as, path]));
  }
  return statement.names
    .filter(({ path }) => path !== '*')
    .map(({ path, as }) => [
      as ?? path,
      statement.level === 0 ? `${statement.module}.${path}` : `.${statement.module}.${path}`,
    ]);
}

function root(path: string): string {
  return path.split('.', 1)[0] ?? path;
}

function namesBoundBy(statement: Stmt): string[] {
  switch (statement.kind) {
    case 'FunctionDef':
    case 'ClassDef':
      return [statement.name];
    case 'Assign':
      return statement.targets.flatMap(targetNames);
    case 'AnnAssign':
    case 'AugAssign':
      return targetNames(statement.target);
    case 'For':
      return targetNames(statement.target);
    default:
      return [];
  }
}

function targetNames(target: Expr): string[] {
  if (target.kind === 'Name') return [target.id];
  if (target.kind === 'Tuple' || target.kind === 'List') return target.items.flatMap(targetNames);
  return target.kind === 'Starred' ? targetNames(target.value) : [];
}

/** The name under which the top level knows a library path: `np` for numpy. */
export function nameOf(bindings: Bindings, path: string): string | undefined {
  for (const [name, bound] of bindings.topImports) if (bound === path) return name;
  return undefined;
}

/** The qualified path of a dotted expression, by the file's imports; undefined for anything else. */
export function pathOf(bindings: Pick<Bindings, 'imported'>, expression: Expr): string | undefined {
  if (expression.kind === 'Name') return bindings.imported.get(expression.id);
  if (expression.kind !== 'Attribute') return undefined;
  const owner = pathOf(bindings, expression.value);
  return owner === undefined ? undefined : `${owner}.${expression.attr}`;
}
