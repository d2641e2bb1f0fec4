// Inserts a line before the statement that holds a place, or before the outermost loop around it.

import type { Edit } from '../finding.ts';
import type { Node, Stmt } from '../python/ast.ts';
import { loopAround } from '../python/loops.ts';
import type { Module } from '../python/module.ts';
import { placesOf } from './blocks.ts';
import { extentOf, indentAt, layoutOf, lineStart, lines, spanAt } from './layout.ts';

/** The loop of the same function that stands furthest out around a node; null outside of any. */
export function outermostLoop(node: Node): Node | null {
  let found: Node | null = null;
  for (let loop = loopAround(node); loop !== null; loop = loopAround(loop)) found = loop;
  return found;
}

/** Null where the statement does not begin its line. */
export function insertBefore(module: Module, node: Node, line: string): Edit | null {
  const statement = statementOf(module, node);
  if (statement === undefined || statement.unit.broken) return null;
  const layout = layoutOf(module, statement.unit.cell);
  const { start } = extentOf(statement);
  const at = lineStart(layout.text, start);
  const indent = indentAt(layout.text, start);
  if (layout.text.slice(at, start) !== indent) return null;
  return { span: spanAt(module, layout.cell, at), text: lines(layout, [indent + line]) };
}

function statementOf(module: Module, node: Node): Stmt | undefined {
  return placesOf(module, node).at(-1)?.statement;
}
