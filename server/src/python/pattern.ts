// Match patterns, of which only the names that they bind are kept.

import {
  accept,
  advance,
  expect,
  expectName,
  fail,
  kind,
  kindAfter,
  MAX_DEPTH,
  type Reader,
  word,
} from './reader.ts';
import { strings } from './strings.ts';
import * as T from './tokens.ts';

/** Adds the names that the patterns of a case bind, in order: one pattern, or several without brackets. */
export function captures(r: Reader, names: string[]): void {
  do {
    if (ENDS.has(kind(r))) return;
    item(r, names);
  } while (accept(r, T.COMMA));
}

const ENDS = new Set([T.COLON, T.IF, T.CLOSE_PAREN, T.CLOSE_BRACKET, T.CLOSE_BRACE]);

function item(r: Reader, names: string[]): void {
  if (accept(r, T.STAR)) bind(names, expectName(r));
  else pattern(r, names);
}

/** Alternatives, and the name that `as` gives to what matched. */
function pattern(r: Reader, names: string[]): void {
  if (r.depth >= MAX_DEPTH) fail(r);
  r.depth += 1;
  do closed(r, names);
  while (accept(r, T.OR_BITS));
  if (accept(r, T.AS)) bind(names, expectName(r));
  r.depth -= 1;
}

function closed(r: Reader, names: string[]): void {
  switch (kind(r)) {
    case T.NAME:
      nameOrClass(r, names);
      break;
    case T.OPEN_PAREN:
      sequence(r, names, T.CLOSE_PAREN);
      break;
    case T.OPEN_BRACKET:
      sequence(r, names, T.CLOSE_BRACKET);
      break;
    case T.OPEN_BRACE:
      mapping(r, names);
      break;
    default:
      literal(r);
  }
}

function sequence(r: Reader, names: string[], closing: number): void {
  advance(r);
  captures(r, names);
  expect(r, closing);
}

/** A plain name binds; a dotted one, or one with arguments, is looked up. */
function nameOrClass(r: Reader, names: string[]): void {
  const name = word(r);
  advance(r);
  const dotted = kind(r) === T.DOT;
  while (accept(r, T.DOT)) expectName(r);
  if (kind(r) !== T.OPEN_PAREN) {
    if (!dotted) bind(names, name);
    return;
  }
  advance(r);
  while (kind(r) !== T.CLOSE_PAREN) {
    if (kind(r) === T.NAME && kindAfter(r) === T.EQUAL) {
      advance(r);
      advance(r);
    }
    pattern(r, names);
    if (kind(r) !== T.CLOSE_PAREN) expect(r, T.COMMA);
  }
  advance(r);
}

/** The name after `**` comes last, as CPython keeps it. */
function mapping(r: Reader, names: string[]): void {
  advance(r);
  let rest: string | null = null;
  while (kind(r) !== T.CLOSE_BRACE) {
    if (accept(r, T.POWER)) {
      rest = expectName(r);
    } else {
      key(r);
      expect(r, T.COLON);
      pattern(r, names);
    }
    if (kind(r) !== T.CLOSE_BRACE) expect(r, T.COMMA);
  }
  advance(r);
  if (rest !== null) bind(names, rest);
}

function key(r: Reader): void {
  if (kind(r) !== T.NAME) {
    literal(r);
    return;
  }
  advance(r);
  while (accept(r, T.DOT)) expectName(r);
}

/** `None`, text, or a number that may have a sign and an imaginary part. */
function literal(r: Reader): void {
  switch (kind(r)) {
    case T.NONE:
    case T.TRUE:
    case T.FALSE:
      advance(r);
      break;
    case T.STRING:
    case T.F_START:
      strings(r);
      break;
    default:
      accept(r, T.MINUS);
      expect(r, T.NUMBER);
      if (accept(r, T.PLUS) || accept(r, T.MINUS)) expect(r, T.NUMBER);
  }
}

function bind(names: string[], name: string): void {
  if (name !== '_') names.push(name);
}
