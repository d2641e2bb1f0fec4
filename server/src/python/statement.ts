// Statements: which one begins here, what becomes of one that is no Python, and the blocks that hold them.

import type { Block, Stmt, Unit } from './ast.ts';
import { conditional, forLoop, managed, matched, matches, tried, whileLoop } from './compound.ts';
import { classDefinition, decorated, functionDefinition } from './definition.ts';
import {
  accept,
  advance,
  complain,
  type Draft,
  end,
  expect,
  fail,
  kind,
  kindAfter,
  NO_PYTHON,
  type Reader,
  start,
  word,
} from './reader.ts';
import { simpleStatement } from './simple.ts';
import * as T from './tokens.ts';

/** Reads statements to the end of the tokens, or of the block, whose DEDENT is left. */
export function statements(r: Reader, body: Stmt[]): void {
  for (let one = kind(r); one !== T.END && (one !== T.DEDENT || !r.inBlock); one = kind(r)) {
    if (one === T.INDENT) unexpectedIndent(r, body);
    else if (one === T.DEDENT || one === T.NEWLINE) advance(r);
    else line(r, body);
  }
}

/** A block that no statement announces is read as part of the one around it. */
function unexpectedIndent(r: Reader, body: Stmt[]): void {
  complain(r);
  indented(r, body);
}

function indented(r: Reader, body: Stmt[]): void {
  let open = 0;
  do {
    if (kind(r) === T.INDENT) open += 1;
    else if (kind(r) === T.DEDENT) open -= 1;
    else if (kind(r) === T.END) return;
    else {
      if (kind(r) === T.NEWLINE) advance(r);
      else line(r, body);
      continue;
    }
    advance(r);
  } while (open > 0);
}

/** A compound statement, or the simple ones of a logical line. */
function line(r: Reader, body: Stmt[]): void {
  const from = begin(r);
  const compound = attempt(r, compoundStatement);
  if (compound === undefined) recover(r, body, from);
  else if (compound !== null) finish(r, body, compound);
  else simpleLine(r, body, from);
}

/** Simple statements to the end of the line; the first one begins at `begun`. */
function simpleLine(r: Reader, body: Stmt[], begun: number): void {
  for (let from = begun; ; from = begin(r)) {
    const statement = attempt(r, endedStatement);
    if (statement === undefined) {
      recover(r, body, from);
      return;
    }
    finish(r, body, statement);
    const more = kind(r) === T.SEMICOLON;
    advance(r);
    if (!more || accept(r, T.NEWLINE)) return;
  }
}

function endedStatement(r: Reader): Stmt {
  const statement = simpleStatement(r);
  return kind(r) === T.NEWLINE || kind(r) === T.SEMICOLON ? statement : fail(r);
}

/** What `read` gives; undefined where the text is no Python. */
function attempt<Value>(r: Reader, read: (r: Reader) => Value): Value | undefined {
  const { depth, yields, inBlock } = r;
  try {
    return read(r);
  } catch (error) {
    if (error !== NO_PYTHON) throw error;
    Object.assign(r, { depth, yields, inBlock });
    return undefined;
  }
}

/** What is no Python is a BadStmt to the end of its line; a block below it is read as part of the one around. */
function recover(r: Reader, body: Stmt[], from: number): void {
  passLine(r);
  finish(r, body, { kind: 'BadStmt', start: from - r.base, end: end(r), unit: r.unit });
  accept(r, T.NEWLINE);
  if (kind(r) === T.INDENT) indented(r, body);
}

function passLine(r: Reader): void {
  while (kind(r) !== T.NEWLINE && kind(r) !== T.END) advance(r);
}

/** Where the next statement begins in the text. At the top each one is a unit of its own. */
function begin(r: Reader): number {
  const from = r.starts[r.at] as number;
  if (r.inBlock) return from;
  const unit: Draft<Unit> = { start: from, text: '', cell: r.cell, broken: false, body: r.unit.body };
  r.unit = unit;
  r.base = from;
  return from;
}

function finish(r: Reader, body: Stmt[], statement: Stmt): void {
  body.push(statement);
  if (r.inBlock) return;
  const unit: Draft<Unit> = r.unit;
  unit.text = r.text.slice(r.base, Math.max(r.base, r.last));
  unit.body = statement;
}

function compoundStatement(r: Reader): Stmt | null {
  switch (kind(r)) {
    case T.IF:
      return conditional(r);
    case T.FOR:
      return forLoop(r, start(r), false);
    case T.WHILE:
      return whileLoop(r);
    case T.TRY:
      return tried(r);
    case T.WITH:
      return managed(r, start(r), false);
    case T.DEF:
      return functionDefinition(r, start(r), false);
    case T.CLASS:
      return classDefinition(r);
    case T.AT:
      return decorated(r);
    case T.ASYNC:
      return asynchronous(r);
    case T.NAME:
      return word(r) === 'match' && matches(r) ? matched(r) : null;
    default:
      return null;
  }
}

export function asynchronous(r: Reader): Stmt {
  const from = start(r);
  advance(r);
  switch (kind(r)) {
    case T.DEF:
      return functionDefinition(r, from, true);
    case T.FOR:
      return forLoop(r, from, true);
    case T.WITH:
      return managed(r, from, true);
    default:
      return fail(r);
  }
}

/** The block after a colon: lines that are indented, or simple statements on the same line. */
export function block(r: Reader): Block {
  const body: Stmt[] = [];
  const outer = r.inBlock;
  r.inBlock = true;
  r.depth += 1;
  if (!accept(r, T.NEWLINE)) simpleLine(r, body, begin(r));
  else if (accept(r, T.INDENT)) {
    statements(r, body);
    accept(r, T.DEDENT);
  } else complain(r);
  r.depth -= 1;
  r.inBlock = outer;
  return body;
}

/** Reads the head of a compound statement, colon included; where it is no Python, goes on with its block all the same. */
export function head(r: Reader, read: () => void): void {
  const whole = attempt(r, () => {
    read();
    expect(r, T.COLON);
    return null;
  });
  if (whole === null) return;
  passLine(r);
  if (kindAfter(r) !== T.INDENT) throw NO_PYTHON;
}
