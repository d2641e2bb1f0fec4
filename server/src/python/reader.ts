// The state of parsing one chunk, and the few moves that it makes over the tokens.

import type { BadExpr, Unit } from './ast.ts';
import type { Piece } from './piece.ts';
import type { Tokens } from './tokens.ts';
import * as T from './tokens.ts';

/**
 * Levels of nesting that are read; what is deeper is a BadExpr. It bounds the recursion here and in all who read the
 * result: CPython itself refuses more than 200 brackets or 100 indents.
 */
export const MAX_DEPTH = 240;

export type Draft<T> = { -readonly [K in keyof T]: T[K] };

export interface Reader {
  readonly text: string;
  readonly cell: number | null;
  readonly kinds: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly words: readonly string[];
  /** The token that is next. */
  at: number;
  /** Where the token before it ends, in the text. */
  last: number;
  /** The unit being parsed, and the offset of its start. */
  unit: Unit;
  base: number;
  depth: number;
  /** Whether statements are those of a block, rather than units of their own. */
  inBlock: boolean;
  /** Whether the function being parsed has had a yield. */
  yields: boolean;
  readonly errors: Piece[];
}

export const noUnit: Draft<Unit> = {
  start: 0,
  text: '',
  cell: null,
  broken: true,
  body: {
    kind: 'BadStmt',
    start: 0,
    end: 0,
    get unit() {
      return noUnit;
    },
  },
};

export function readerOf(t: Tokens, text: string, cell: number | null): Reader {
  const { kinds, starts, ends, words, errors } = t;
  return {
    text,
    cell,
    kinds,
    starts,
    ends,
    words,
    at: 0,
    last: starts[0] ?? 0,
    unit: noUnit,
    base: 0,
    depth: 0,
    inBlock: false,
    yields: false,
    errors,
  };
}

export function kind(r: Reader): number {
  return r.kinds[r.at] as number;
}

export function kindAfter(r: Reader, distance = 1): number {
  return r.kinds[r.at + distance] ?? T.END;
}

export function word(r: Reader): string {
  return r.words[r.at] ?? '';
}

/** Where the next token begins, relative to the unit. */
export function start(r: Reader): number {
  return (r.starts[r.at] as number) - r.base;
}

/** Where the token before the next one ends, relative to the unit. */
export function end(r: Reader): number {
  return r.last - r.base;
}

export function advance(r: Reader): void {
  // What only lays out lines is no end of anything.
  if ((r.kinds[r.at] as number) > T.DEDENT) r.last = r.ends[r.at] as number;
  r.at += 1;
}

/** Passes the next token if it is of this kind. */
export function accept(r: Reader, wanted: number): boolean {
  if (r.kinds[r.at] !== wanted) return false;
  advance(r);
  return true;
}

export function expect(r: Reader, wanted: number): void {
  if (r.kinds[r.at] !== wanted) fail(r);
  advance(r);
}

export function expectName(r: Reader): string {
  const name = word(r);
  expect(r, T.NAME);
  return name;
}

/** Thrown where the text is no Python, and always caught by the statement that it is in. */
export const NO_PYTHON = Object.freeze({ reason: 'the text is no Python here' });

export function fail(r: Reader): never {
  if (kind(r) !== T.UNCLOSED) complain(r);
  throw NO_PYTHON;
}

/** Notes an error at the next token; parsing goes on. */
export function complain(r: Reader): void {
  note(r, r.starts[r.at] as number, r.ends[r.at] as number);
}

export function note(r: Reader, from: number, to: number): void {
  r.errors.push({ start: from, end: to });
}

export function bad(r: Reader, from: number, to: number): BadExpr {
  return { kind: 'BadExpr', start: from, end: to, unit: r.unit };
}
