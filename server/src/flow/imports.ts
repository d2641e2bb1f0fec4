// Imports: first-party modules are run as Python runs them; everything else is a library's qualified name.

import { isKnownPackage, rootOf } from '../catalogue/roots.ts';
import type { Expr, Import, ImportFrom, Stmt } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import { setIn } from './history.ts';
import { type Machine, put, siteOf, top } from './machine.ts';
import { STARS } from './names.ts';
import { absl } from './options.ts';
import { runModule } from './statements.ts';
import { library, type ModuleValue, newScope, sequence, type Value } from './values.ts';

export function runImport(m: Machine, statement: Import): void {
  const { variables } = top(m).scope;
  for (const name of statement.names) {
    const whole = bring(m, name.path, 0, statement);
    if (name.as !== null) put(m, variables, name.as, whole);
    else {
      const root = name.path.split('.')[0] ?? name.path;
      put(m, variables, root, root === name.path ? whole : bring(m, root, 0, statement));
    }
  }
}

export function runImportFrom(m: Machine, statement: ImportFrom): void {
  const { variables } = top(m).scope;
  const from = bring(m, statement.module, statement.level, statement);
  for (const name of statement.names) {
    if (name.path === '*') openStar(m, variables, from);
    else put(m, variables, name.as ?? name.path, member(m, from, name.path, statement));
  }
}

function member(m: Machine, from: Value, name: string, statement: ImportFrom): Value {
  if (from.tag !== 'module') {
    if (from.tag === 'library' && from.path === 'absl.flags' && name === 'FLAGS') return absl(m);
    return library(from.tag === 'library' ? `${from.path}.${name}` : name);
  }
  const inside = from.scope.variables.get(name);
  if (inside !== undefined) return inside;
  const separator = statement.module === '' ? '' : '.';
  return (
    loadModule(m, `${statement.module}${separator}${name}`, statement.level, statement) ??
    library(`${statement.module}.${name}`)
  );
}

function openStar(m: Machine, variables: Map<string, Value>, from: Value): void {
  if (from.tag === 'module') {
    for (const [name, value] of from.scope.variables)
      if (!name.startsWith('_') && name !== STARS) put(m, variables, name, value);
  } else {
    const stars = variables.get(STARS);
    put(m, variables, STARS, sequence([...(stars?.tag === 'sequence' ? stars.items : []), from], false));
  }
}

function bring(m: Machine, path: string, level: number, statement: Stmt): Value {
  const loaded = loadModule(m, path, level, statement);
  if (loaded !== undefined) return loaded;
  const root = path.split('.')[0];
  if (level === 0 && root !== undefined && !m.imported.has(root)) {
    setIn(m, 'imported', m.imported, root, true);
  }
  return library('.'.repeat(level) + path);
}

/** The first-party module of this name, run if it has not been; undefined for a library. */
export function loadModule(
  m: Machine,
  path: string,
  level: number,
  by: Expr | Stmt,
  from: Module = top(m).module,
): ModuleValue | undefined {
  // The catalogue's names win: a script inside a library's own repository uses that library as everybody does.
  if (level === 0 && isKnownPackage(rootOf(path))) return undefined;
  const module = m.project.resolve(path, level, from.file);
  if (module === undefined || module === m.entry) return undefined;
  const known = m.modules.get(module.file);
  if (known !== undefined) return known;
  const value: ModuleValue = { tag: 'module', module, scope: newScope('module', null) };
  // Known before it runs: in a cycle, the importer sees what is defined so far, as in Python.
  setIn(m, 'modules', m.modules, module.file, value);
  runModule(m, value, siteOf(m, by));
  return value;
}
