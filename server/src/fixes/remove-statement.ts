// Removes a statement: its lines, or a `pass` in its place where its block would be empty.

import type { Edit } from '../finding.ts';
import type { Node } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import { placesOf } from './blocks.ts';
import { extentOf, layoutOf, lineStart, nextLine, spanAt } from './layout.ts';

/** Null where the statement around `node` shares its lines with something else. */
export function removeStatement(module: Module, node: Node): Edit | null {
  const place = placesOf(module, node).at(-1);
  if (place === undefined || place.statement.unit.broken) return null;
  const layout = layoutOf(module, place.statement.unit.cell);
  const { start, end } = extentOf(place.statement);
  if (place.parent !== null && place.block.length === 1)
    return { span: spanAt(module, layout.cell, start, end), text: 'pass' };
  const from = lineStart(layout.text, start);
  const to = nextLine(layout.text, end);
  const rest = layout.text.slice(end, to).trim();
  if (layout.text.slice(from, start).trim() !== '' || (rest !== '' && !rest.startsWith('#'))) return null;
  return { span: spanAt(module, layout.cell, from, to), text: '' };
}
