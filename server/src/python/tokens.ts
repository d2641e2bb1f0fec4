// The kinds of Python's tokens, and the list that lexing fills and parsing reads.

import type { Piece } from './piece.ts';

export const END = 0;
export const NEWLINE = 1;
export const INDENT = 2;
export const DEDENT = 3;
export const NAME = 4;
export const NUMBER = 5;
export const STRING = 6;
/** An f-string is many tokens: its parts in braces are code. */
export const F_START = 7;
export const FIELD = 8;
export const CONVERSION = 9;
export const FORMAT = 10;
export const FIELD_END = 11;
export const F_END = 12;
/** What is no token of Python: a stray character, a string that its line does not close. */
export const BAD = 13;

export const OPEN_PAREN = 14;
export const CLOSE_PAREN = 15;
export const OPEN_BRACKET = 16;
export const CLOSE_BRACKET = 17;
export const OPEN_BRACE = 18;
export const CLOSE_BRACE = 19;
export const COMMA = 20;
export const COLON = 21;
export const SEMICOLON = 22;
export const DOT = 23;
export const ELLIPSIS = 24;
export const EQUAL = 25;
export const WALRUS = 26;
export const ARROW = 27;
export const AT = 28;
/** `+=` and its like; which one, the text says. */
export const AUGMENTED = 29;

export const PLUS = 30;
export const MINUS = 31;
export const STAR = 32;
export const POWER = 33;
export const SLASH = 34;
export const FLOOR = 35;
export const PERCENT = 36;
export const LEFT_SHIFT = 37;
export const RIGHT_SHIFT = 38;
export const AND_BITS = 39;
export const OR_BITS = 40;
export const XOR_BITS = 41;
export const TILDE = 42;
export const LESS = 43;
export const LESS_EQUAL = 44;
export const GREATER = 45;
export const GREATER_EQUAL = 46;
export const EQUALS = 47;
export const NOT_EQUAL = 48;

export const FALSE = 49;
export const NONE = 50;
export const TRUE = 51;
export const AND = 52;
export const AS = 53;
export const ASSERT = 54;
export const ASYNC = 55;
export const AWAIT = 56;
export const BREAK = 57;
export const CLASS = 58;
export const CONTINUE = 59;
export const DEF = 60;
export const DEL = 61;
export const ELIF = 62;
export const ELSE = 63;
export const EXCEPT = 64;
export const FINALLY = 65;
export const FOR = 66;
export const FROM = 67;
export const GLOBAL = 68;
export const IF = 69;
export const IMPORT = 70;
export const IN = 71;
export const IS = 72;
export const LAMBDA = 73;
export const NONLOCAL = 74;
export const NOT = 75;
export const OR = 76;
export const PASS = 77;
export const RAISE = 78;
export const RETURN = 79;
export const TRY = 80;
export const WHILE = 81;
export const WITH = 82;
export const YIELD = 83;
/** A line whose bracket or string never closes; lexing has noted where. */
export const UNCLOSED = 84;
export const KINDS = 85;

/** The words that are never names. `match`, `case`, `type` and `_` are names that mean more in some places. */
export const KEYWORDS: ReadonlyMap<string, number> = new Map([
  ['False', FALSE],
  ['None', NONE],
  ['True', TRUE],
  ['and', AND],
  ['as', AS],
  ['assert', ASSERT],
  ['async', ASYNC],
  ['await', AWAIT],
  ['break', BREAK],
  ['class', CLASS],
  ['continue', CONTINUE],
  ['def', DEF],
  ['del', DEL],
  ['elif', ELIF],
  ['else', ELSE],
  ['except', EXCEPT],
  ['finally', FINALLY],
  ['for', FOR],
  ['from', FROM],
  ['global', GLOBAL],
  ['if', IF],
  ['import', IMPORT],
  ['in', IN],
  ['is', IS],
  ['lambda', LAMBDA],
  ['nonlocal', NONLOCAL],
  ['not', NOT],
  ['or', OR],
  ['pass', PASS],
  ['raise', RAISE],
  ['return', RETURN],
  ['try', TRY],
  ['while', WHILE],
  ['with', WITH],
  ['yield', YIELD],
]);

/** The tokens of one chunk of a text, as parallel lists that are used again for the next chunk. Offsets are the text's. */
export interface Tokens {
  readonly kinds: number[];
  readonly starts: number[];
  readonly ends: number[];
  /** The spelling of names and keywords, '' for the others. */
  readonly words: string[];
  count: number;
  comments: Piece[];
  errors: Piece[];
  /** Where the next chunk begins. */
  end: number;
  /** How far the text was looked at to decide this: an edit before it may change the chunk. */
  reach: number;
}

export function newTokens(): Tokens {
  return { kinds: [], starts: [], ends: [], words: [], count: 0, comments: [], errors: [], end: 0, reach: 0 };
}

export function emit(t: Tokens, kind: number, start: number, end: number, word = ''): void {
  const at = t.count;
  t.kinds[at] = kind;
  t.starts[at] = start;
  t.ends[at] = end;
  t.words[at] = word;
  t.count = at + 1;
}
