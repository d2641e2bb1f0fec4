// A parse tree as units: one pass over it, after which nothing needs the tree.

import type { Tree } from 'web-tree-sitter';
import type { Unit } from './ast.ts';
import { statement } from './block.ts';
import { type Cursor, ERROR, withCursor } from './cursor.ts';
import { type Damage, damage } from './errors.ts';
import type { Kinds } from './kinds.ts';
import { expressionTable } from './lower-expression.ts';
import { statementTable } from './lower-statement.ts';
import type { Python } from './parser.ts';
import { CR } from './scan.ts';
import type { Draft, Piece, Walk } from './walk.ts';

/** A unit with what goes with it and moves with it. */
export interface Lowered {
  readonly unit: Unit;
  /** Node type of the statement in the parse tree: text alone is no key for reuse. */
  readonly type: number;
  /** Offsets relative to the unit. */
  readonly comments: readonly Piece[];
  readonly invalid: readonly Piece[];
}

export interface LoweredText {
  readonly lowered: readonly Lowered[];
  /** Offsets in the text, in order of their start. */
  readonly comments: readonly Piece[];
  readonly errors: readonly Piece[];
}

interface Tables {
  readonly expressions: Walk['expressions'];
  readonly statements: Walk['statements'];
}

const tables = new WeakMap<Kinds, Tables>();

function tablesOf(kinds: Kinds): Tables {
  const known = tables.get(kinds);
  if (known !== undefined) return known;
  const made = { expressions: expressionTable(kinds), statements: statementTable(kinds) };
  tables.set(kinds, made);
  return made;
}

/**
 * Lowers the tree of `text`. A statement of the same type and text as one in `old` is that one again, with only its start
 * changed, so the old units must not be used any more.
 */
export function lower(
  python: Python,
  tree: Tree,
  text: string,
  cell: number | null,
  old: readonly Lowered[],
): LoweredText {
  const damaged = tree.rootNode.hasError;
  const known = reusable(old);
  const isSound = (type: number, start: number, end: number): boolean =>
    known.get(text.slice(start, end))?.at(-1)?.type === type;
  const found = damaged
    ? withCursor(python.raw, tree, (cursor) => damage(cursor, python.kinds, isSound))
    : null;
  return withCursor(python.raw, tree, (cursor) => lowerRoot(python, cursor, text, cell, found, known));
}

/** Old units by text, each to be taken once. */
function reusable(old: readonly Lowered[]): Map<string, Lowered[]> {
  const byText = new Map<string, Lowered[]>();
  for (const one of old) {
    if (one.unit.broken) continue;
    const same = byText.get(one.unit.text);
    if (same === undefined) byText.set(one.unit.text, [one]);
    else same.push(one);
  }
  // Taken from the end: equal texts keep their order.
  for (const same of byText.values()) same.reverse();
  return byText;
}

function lowerRoot(
  python: Python,
  cursor: Cursor,
  text: string,
  cell: number | null,
  found: Damage | null,
  old: Map<string, Lowered[]>,
): LoweredText {
  const { tree } = cursor;
  const { kinds } = python;
  const { expressions, statements } = tablesOf(kinds);
  const w: Walk = {
    cursor,
    tree,
    kinds,
    names: python.names,
    expressions,
    statements,
    text,
    damaged: found !== null,
    ascii: !/[^\x00-\x7f]/.test(text),
    unit: placeholder,
    base: 0,
    depth: 0,
    yields: false,
    comments: [],
    invalid: [],
  };
  const lowered: Lowered[] = [];
  const comments: Piece[] = [...(found?.comments ?? [])];
  const errors: Piece[] = [...(found?.errors ?? [])];
  // A text that cannot be made sense of at all has an ERROR for its root, with tokens among the statements.
  const whole = cursor.type(tree) === kinds.module;
  if (cursor.firstChild(tree) === 0) return { lowered, comments, errors };
  do {
    const type = cursor.type(tree);
    if (type === kinds.comment) {
      if (whole) comments.push({ start: cursor.start(tree), end: cursor.end(tree) });
      continue;
    }
    if (statements[type] === undefined && type !== ERROR) continue;
    const one = unit(w, type, cell, found, old);
    lowered.push(one);
    const { start } = one.unit;
    for (const piece of one.comments) comments.push({ start: start + piece.start, end: start + piece.end });
    for (const piece of one.invalid) errors.push({ start: start + piece.start, end: start + piece.end });
  } while (cursor.nextSibling(tree) !== 0);
  return { lowered, comments: tidied(comments, text, found !== null), errors };
}

/** Comments in order, each once, and without the CR that the grammar counts to them. */
function tidied(comments: readonly Piece[], text: string, damaged: boolean): readonly Piece[] {
  const ordered = damaged
    ? [...comments]
        .sort((a, b) => a.start - b.start)
        .filter((one, at, all) => one.start !== all[at - 1]?.start)
    : comments;
  return ordered.map(({ start, end }) => ({ start, end: text.charCodeAt(end - 1) === CR ? end - 1 : end }));
}

function unit(
  w: Walk,
  type: number,
  cell: number | null,
  found: Damage | null,
  old: Map<string, Lowered[]>,
): Lowered {
  const start = w.cursor.start(w.tree);
  const end = w.cursor.end(w.tree);
  const text = w.text.slice(start, end);
  let broken = found?.errors.some((error) => error.start <= end && error.end >= start) ?? false;
  if (!broken) {
    const same = old.get(text);
    const last = same?.at(-1);
    if (last !== undefined && last.type === type && last.unit.cell === cell) {
      same?.pop();
      last.unit.start = start;
      return last;
    }
  }
  const made: Draft<Unit> = { start, text, cell, broken, body: placeholder.body };
  w.unit = made;
  w.base = start;
  w.depth = 0;
  w.comments = [];
  w.invalid = [];
  made.body = statement(w, type);
  broken ||= w.invalid.length > 0;
  made.broken = broken;
  return { unit: made, type, comments: w.comments, invalid: w.invalid };
}

const placeholder: Draft<Unit> = {
  start: 0,
  text: '',
  cell: null,
  broken: true,
  body: {
    kind: 'BadStmt',
    start: 0,
    end: 0,
    get unit() {
      return placeholder;
    },
  },
};
