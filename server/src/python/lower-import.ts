// Imports.

import type { ImportName, Stmt } from './ast.ts';
import { endOf, enter, identifier, next, slice, startOf, type Walk } from './walk.ts';

export function plainImport(w: Walk): Stmt {
  const start = startOf(w);
  const end = endOf(w);
  const names: ImportName[] = [];
  for (let type = enter(w); type !== 0; type = next(w)) importName(w, type, names);
  return { kind: 'Import', start, end, unit: w.unit, names };
}

/** `from __future__ import x` is a statement of its own in the grammar and an import like any other here. */
export function fromImport(w: Walk, kind: number): Stmt {
  const start = startOf(w);
  const end = endOf(w);
  const { kinds } = w;
  const names: ImportName[] = [];
  let module = kind === kinds.future_import_statement ? '__future__' : '';
  let level = 0;
  let seen = kind === kinds.future_import_statement;
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === kinds.relative_import) {
      [level, module] = relative(w);
      seen = true;
    } else if (type === kinds.wildcard_import) {
      names.push({ path: '*', as: null, start: startOf(w), end: endOf(w) });
    } else if (type === kinds.dotted_name && !seen) {
      module = path(w);
      seen = true;
    } else {
      importName(w, type, names);
    }
  }
  return { kind: 'ImportFrom', start, end, unit: w.unit, module, level, names };
}

function importName(w: Walk, type: number, names: ImportName[]): void {
  const { kinds } = w;
  if (type !== kinds.dotted_name && type !== kinds.aliased_import) return;
  const start = startOf(w);
  const end = endOf(w);
  if (start === end) return;
  if (type === kinds.dotted_name) {
    names.push({ path: path(w), as: null, start, end });
    return;
  }
  let imported = '';
  let as: string | null = null;
  for (let child = enter(w); child !== 0; child = next(w)) {
    if (child === kinds.dotted_name) imported = path(w);
    else if (child === kinds.identifier) as = identifier(w, startOf(w), endOf(w));
  }
  names.push({ path: imported, as, start, end });
}

function relative(w: Walk): [level: number, module: string] {
  let level = 0;
  let module = '';
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === w.kinds.dotted_name) module = path(w);
    else if (type === w.kinds.import_prefix)
      level = slice(w, startOf(w), endOf(w)).replace(/[^.]/g, '').length;
  }
  return [level, module];
}

/** A dotted name as written, less the space that Python allows around its dots. */
function path(w: Walk): string {
  const source = identifier(w, startOf(w), endOf(w));
  return /\s|\\/.test(source) ? source.replace(/[\s\\]+/g, '') : source;
}
