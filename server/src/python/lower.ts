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

/** A unit, and where it starts in the text that was parsed. */
export interface Lowered {
  readonly unit: Unit;
  readonly start: number;
}

export interface LoweredText {
  /** Whether the parse tree has an error; what only Python 3 refuses is among `errors` and no damage. */
  readonly damaged: boolean;
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

/** What the text was before places in it were made to parse. */
export interface Written {
  readonly text: string;
  readonly spoiled: readonly Piece[];
}

/** Lowers the tree of `text`. Statements that were written otherwise show what was written, and count as broken. */
export function lower(
  python: Python,
  tree: Tree,
  text: string,
  cell: number | null,
  written: Written = { text, spoiled: [] },
): LoweredText {
  const found = tree.rootNode.hasError
    ? withCursor(python.raw, tree, (cursor) => damage(cursor, python.kinds))
    : written.spoiled.length > 0
      ? { errors: written.spoiled, comments: [] }
      : null;
  const { hasError: damaged } = tree.rootNode;
  return withCursor(python.raw, tree, (cursor) => ({
    damaged,
    ...lowerRoot(python, cursor, text, written.text, cell, found),
  }));
}

function lowerRoot(
  python: Python,
  cursor: Cursor,
  text: string,
  written: string,
  cell: number | null,
  found: Damage | null,
): Omit<LoweredText, 'damaged'> {
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
    const made = unit(w, type, written, cell, found);
    const { start } = made;
    lowered.push({ unit: made, start });
    for (const piece of w.comments) comments.push({ start: start + piece.start, end: start + piece.end });
    for (const piece of w.invalid) errors.push({ start: start + piece.start, end: start + piece.end });
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

function unit(w: Walk, type: number, written: string, cell: number | null, found: Damage | null): Unit {
  const start = w.cursor.start(w.tree);
  const end = w.cursor.end(w.tree);
  const made: Draft<Unit> = {
    start,
    text: written.slice(start, end),
    cell,
    broken: found?.errors.some((error) => error.start <= end && error.end >= start) ?? false,
    body: placeholder.body,
  };
  w.unit = made;
  w.base = start;
  w.depth = 0;
  w.comments = [];
  w.invalid = [];
  made.body = statement(w, type);
  made.broken ||= w.invalid.length > 0;
  return made;
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
