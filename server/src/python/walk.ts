// The state of one lowering pass, and the few moves that it makes over the parse tree.

import type { BadExpr, Expr, Stmt, Unit } from './ast.ts';
import { type Cursor, ERROR } from './cursor.ts';
import type { Kinds } from './kinds.ts';

/**
 * Levels of nesting that are lowered; what is deeper is a BadExpr or BadStmt. It bounds the recursion here and in all
 * who read the result: CPython itself refuses more than 200 brackets or 100 indents.
 */
export const MAX_DEPTH = 240;

export interface Piece {
  readonly start: number;
  readonly end: number;
}

export type Lower<T> = (w: Walk, type: number) => T;

export type Draft<T> = { -readonly [K in keyof T]: T[K] };

export interface Walk {
  readonly cursor: Cursor;
  readonly tree: number;
  readonly kinds: Kinds;
  readonly names: readonly string[];
  /** By node type: how it becomes an expression, or a statement. What is in neither is a token or part of its parent. */
  readonly expressions: readonly (Lower<Expr> | undefined)[];
  readonly statements: readonly (Lower<Stmt> | undefined)[];
  readonly text: string;
  /** Whether the file has a parse error anywhere, so that children may be missing or empty. */
  readonly damaged: boolean;
  /** Whether the text is ASCII, so that names need no normalisation. */
  readonly ascii: boolean;
  /** The unit being lowered, and the offset of its start. */
  unit: Unit;
  base: number;
  depth: number;
  /** Whether the function being lowered has had a yield. */
  yields: boolean;
  /** Comments within the unit, and places that the grammar takes and Python 3 does not; offsets in the unit. */
  comments: Piece[];
  invalid: Piece[];
}

/** Goes to the first child that counts and gives its type, or stays and gives 0. */
export function enter(w: Walk): number {
  const { cursor, tree } = w;
  if (cursor.firstChild(tree) === 0) return 0;
  const type = cursor.type(tree);
  return type === w.kinds.comment || type === w.kinds.line_continuation || type === ERROR
    ? skip(w, type)
    : type;
}

/** Goes to the next sibling that counts and gives its type; after the last one, goes up and gives 0. */
export function next(w: Walk): number {
  const { cursor, tree } = w;
  if (cursor.nextSibling(tree) === 0) {
    cursor.parent(tree);
    return 0;
  }
  const type = cursor.type(tree);
  return type === w.kinds.comment || type === w.kinds.line_continuation || type === ERROR
    ? skip(w, type)
    : type;
}

function skip(w: Walk, first: number): number {
  let type = first;
  while (type === w.kinds.comment || type === w.kinds.line_continuation || type === ERROR) {
    if (type === w.kinds.comment) w.comments.push({ start: startOf(w), end: endOf(w) });
    if (w.cursor.nextSibling(w.tree) === 0) {
      w.cursor.parent(w.tree);
      return 0;
    }
    type = w.cursor.type(w.tree);
  }
  return type;
}

export function up(w: Walk): void {
  w.cursor.parent(w.tree);
}

/** Where the current node begins, relative to the unit. */
export function startOf(w: Walk): number {
  return w.cursor.start(w.tree) - w.base;
}

export function endOf(w: Walk): number {
  return w.cursor.end(w.tree) - w.base;
}

/** The source between two offsets of the unit. */
export function slice(w: Walk, start: number, end: number): string {
  return w.text.slice(w.base + start, w.base + end);
}

/** The identifier between two offsets, as Python compares it. */
export function identifier(w: Walk, start: number, end: number): string {
  const name = w.text.slice(w.base + start, w.base + end);
  return w.ascii ? name : name.normalize('NFKC');
}

/** The current node as an expression; too deep, unknown or empty ones are a BadExpr. */
export function expression(w: Walk, type: number): Expr {
  const lower = w.expressions[type];
  if (lower === undefined || w.depth >= MAX_DEPTH) return bad(w, startOf(w), endOf(w));
  w.depth++;
  const lowered = lower(w, type);
  w.depth--;
  return lowered;
}

/** All children that are expressions, from the node around them; tokens between them are passed over. */
export function expressions(w: Walk): Expr[] {
  const found: Expr[] = [];
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (w.expressions[type] !== undefined) found.push(expression(w, type));
  }
  return found;
}

export function bad(w: Walk, start: number, end: number): BadExpr {
  return { kind: 'BadExpr', start, end, unit: w.unit };
}

/**
 * The grammar binds `*` tighter than Python does: `*a.b` comes as an attribute of `*a`. This makes it the starred
 * attribute that it is; `changed` names the operand that was starred.
 */
export function starOut<T extends Expr>(w: Walk, node: T, changed: Partial<T>): Expr {
  let start = node.start + 1;
  while (w.text.charCodeAt(w.base + start) === 32) start++;
  return {
    kind: 'Starred',
    start: node.start,
    end: node.end,
    unit: w.unit,
    value: { ...node, ...changed, start },
  };
}

/** Notes that the current node parses here but not in Python 3. */
export function invalid(w: Walk): void {
  w.invalid.push({ start: startOf(w), end: endOf(w) });
}
