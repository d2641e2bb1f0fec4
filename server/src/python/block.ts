// The statements of a block, and where a compound statement ends.

import type { Block, Stmt } from './ast.ts';
import { ERROR } from './cursor.ts';
import { endOf, invalid, MAX_DEPTH, startOf, type Walk } from './walk.ts';

/** The statements under the block that the walk is at; an ERROR between them is a BadStmt, and an empty block is invalid. */
export function block(w: Walk): Stmt[] {
  const { cursor, tree, kinds } = w;
  const found: Stmt[] = [];
  if (cursor.firstChild(tree) === 0) {
    invalid(w);
    return found;
  }
  do {
    const type = cursor.type(tree);
    if (type === kinds.comment) w.comments.push({ start: startOf(w), end: endOf(w) });
    else if (type === ERROR || w.statements[type] !== undefined) found.push(statement(w, type));
  } while (cursor.nextSibling(tree) !== 0);
  cursor.parent(tree);
  if (found.length === 0) invalid(w);
  return found;
}

export function statement(w: Walk, type: number): Stmt {
  const lower = w.statements[type];
  if (lower === undefined || w.depth >= MAX_DEPTH) {
    return { kind: 'BadStmt', start: startOf(w), end: endOf(w), unit: w.unit };
  }
  w.depth++;
  const lowered = lower(w, type);
  w.depth--;
  return lowered;
}

/** A compound statement ends with its last statement, `;` included: the parse tree's node may go on with comments. */
export function endAfter(w: Walk, blocks: readonly Block[], fallback: number): number {
  for (let at = blocks.length - 1; at >= 0; at--) {
    const last = blocks[at]?.at(-1);
    if (last === undefined) continue;
    let next = w.base + last.end;
    while (w.text.charCodeAt(next) === 32) next++;
    return w.text.charCodeAt(next) === SEMICOLON ? next + 1 - w.base : last.end;
  }
  return fallback;
}

const SEMICOLON = 59;
