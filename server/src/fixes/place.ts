// Where lines that seed a script go: after the imports that come before its first draw.

import type { Stmt } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import { type FixContext, firstDrawIndex, importsBefore, isImporting } from './context.ts';
import { extentOf, layoutOf, lineStart, nextLine } from './layout.ts';
import { seedConstant } from './seed-value.ts';

export interface BlockPlace {
  readonly cell: number | null;
  /** Offset at the start of a line where the block goes. */
  readonly at: number;
  /** Index of the first top-level statement after the block. */
  readonly index: number;
  /** Index of the first top-level statement that draws. */
  readonly limit: number;
  /** The imports before the block. */
  readonly section: readonly Stmt[];
}

/** Above the statement of that index, after the imports before it; null where no line can go. */
export function placeOf(context: FixContext, limit = firstDrawIndex(context)): BlockPlace | null {
  const { module } = context;
  const drawing = module.units[Math.min(limit, module.units.length - 1)];
  if (module.units.length === 0)
    return module.cells === null ? { cell: null, at: 0, index: 0, limit: 0, section: [] } : null;
  let last = -1;
  module.units.forEach((unit, index) => {
    if (index < limit && isImporting(unit.body) && !sharesLine(module, index, limit)) last = index;
  });
  const unit = module.units[last];
  if (unit === undefined) return atTop(module, limit, drawing?.cell ?? null);
  if (module.units.some((one, index) => one.broken && index <= last)) return null;
  const section = importsBefore(module, last + 1);
  const at = nextLine(layoutOf(module, unit.cell).text, extentOf(unit.body).end);
  return { cell: unit.cell, at, index: last + 1, limit, section };
}

/** Below the file's own seed constant, where that stands between the place and the first draw. */
export function afterConstant(module: Module, place: BlockPlace): BlockPlace {
  const constant = seedConstant(module, place.cell);
  if (constant === undefined || constant.index < place.index || constant.index >= place.limit) return place;
  if (sharesLine(module, constant.index, place.limit)) return place;
  const { text } = layoutOf(module, place.cell);
  return { ...place, at: nextLine(text, extentOf(constant.statement).end), index: constant.index + 1 };
}

/** No import comes first: above the first statement that is neither a docstring nor an import from `__future__`. */
function atTop(module: Module, limit: number, drawnIn: number | null): BlockPlace | null {
  const index = module.units.findIndex(
    (unit, i) => i >= limit || (unit.cell === drawnIn && !(i === 0 && isDocstring(unit.body))),
  );
  const unit = module.units[index];
  if (unit === undefined || unit.broken) return null;
  const at = lineStart(layoutOf(module, unit.cell).text, extentOf(unit.body).start);
  return { cell: unit.cell, at, index, limit, section: [] };
}

function isDocstring(statement: Stmt): boolean {
  return statement.kind === 'Expr' && statement.value.kind === 'Str';
}

/** Whether a statement that draws is on the same line, behind a semicolon. */
function sharesLine(module: Module, index: number, limit: number): boolean {
  const unit = module.units[index];
  const drawing = module.units[limit];
  if (unit === undefined || drawing === undefined || unit.cell !== drawing.cell) return false;
  return drawing.start < nextLine(layoutOf(module, unit.cell).text, extentOf(unit.body).end);
}
