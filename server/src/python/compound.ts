// Compound statements but definitions: if, for, while, try, with, match.

import type { Block, Expr, Handler, Match, Stmt, With } from './ast.ts';
import { expression, expressions, loopTargets, named } from './expression.ts';
import { captures } from './pattern.ts';
import {
  accept,
  advance,
  bad,
  complain,
  end,
  expect,
  expectName,
  kind,
  kindAfter,
  MAX_DEPTH,
  type Reader,
  start,
  word,
} from './reader.ts';
import { block, head } from './statement.ts';
import * as T from './tokens.ts';

interface Branch {
  readonly start: number;
  readonly test: Expr;
  readonly body: Block;
}

/** Each `elif` is an If alone in the `orelse` before it, built from the last one so that a long chain needs no recursion. */
export function conditional(r: Reader): Stmt {
  const first = branch(r);
  const elifs: Branch[] = [];
  while (kind(r) === T.ELIF) {
    // Each one lies a level deeper than the one before, and what is too deep to be read must not be built.
    const deeper = elifs.length + 1;
    const fits = r.depth + deeper < MAX_DEPTH;
    if (fits) r.depth += deeper;
    const one = branch(r);
    if (!fits) continue;
    r.depth -= deeper;
    elifs.push(one);
  }
  let orelse = otherwise(r);
  const last = end(r);
  for (let at = elifs.length - 1; at >= 0; at--) {
    const { start: from, test, body } = elifs[at] as Branch;
    orelse = [{ kind: 'If', start: from, end: last, unit: r.unit, test, body, orelse }];
  }
  const { start: from, test, body } = first;
  return { kind: 'If', start: from, end: last, unit: r.unit, test, body, orelse };
}

function branch(r: Reader): Branch {
  const from = start(r);
  advance(r);
  let test: Expr = bad(r, from, from);
  head(r, () => {
    test = named(r);
  });
  return { start: from, test, body: block(r) };
}

/** The block of an `else`, if there is one. */
function otherwise(r: Reader): Block {
  return kind(r) === T.ELSE ? suite(r) : [];
}

/** A word, a colon and a block. */
function suite(r: Reader): Block {
  advance(r);
  head(r, () => undefined);
  return block(r);
}

export function whileLoop(r: Reader): Stmt {
  const { start: from, test, body } = branch(r);
  const orelse = otherwise(r);
  return { kind: 'While', start: from, end: end(r), unit: r.unit, test, body, orelse };
}

export function forLoop(r: Reader, from: number, async: boolean): Stmt {
  advance(r);
  let target: Expr = bad(r, from, from);
  let iter: Expr = bad(r, from, from);
  head(r, () => {
    target = loopTargets(r);
    expect(r, T.IN);
    iter = expressions(r);
  });
  const body = block(r);
  const orelse = otherwise(r);
  return { kind: 'For', start: from, end: end(r), unit: r.unit, target, iter, body, orelse, async };
}

export function tried(r: Reader): Stmt {
  const from = start(r);
  const body = suite(r);
  const handlers: Handler[] = [];
  while (kind(r) === T.EXCEPT) handlers.push(handler(r));
  const orelse = otherwise(r);
  const final = kind(r) === T.FINALLY ? suite(r) : [];
  if (handlers.length === 0 && final.length === 0) complain(r);
  return { kind: 'Try', start: from, end: end(r), unit: r.unit, body, handlers, orelse, final };
}

function handler(r: Reader): Handler {
  advance(r);
  let type: Expr | null = null;
  let name: string | null = null;
  head(r, () => {
    accept(r, T.STAR);
    if (kind(r) === T.COLON) return;
    type = expressions(r);
    if (accept(r, T.AS)) name = expectName(r);
  });
  return { type, name, body: block(r) };
}

type Item = With['items'][number];

export function managed(r: Reader, from: number, async: boolean): Stmt {
  advance(r);
  const items: Item[] = [];
  head(r, () => {
    const bracketed = listsItems(r) && accept(r, T.OPEN_PAREN);
    do {
      if (bracketed && items.length > 0 && kind(r) === T.CLOSE_PAREN) break;
      const value = expression(r);
      items.push({ value, target: accept(r, T.AS) ? expression(r) : null });
    } while (accept(r, T.COMMA));
    if (bracketed) expect(r, T.CLOSE_PAREN);
  });
  const body = block(r);
  return { kind: 'With', start: from, end: end(r), unit: r.unit, items, body, async };
}

/** Whether a parenthesis after `with` holds its items, rather than being part of the first one. */
function listsItems(r: Reader): boolean {
  if (kind(r) !== T.OPEN_PAREN) return false;
  let open = 0;
  let several = false;
  for (let ahead = 0; ; ahead += 1) {
    const one = kindAfter(r, ahead);
    if (one === T.NEWLINE || one === T.END) return false;
    if (one === T.OPEN_PAREN || one === T.OPEN_BRACKET || one === T.OPEN_BRACE) open += 1;
    else if (one === T.CLOSE_PAREN || one === T.CLOSE_BRACKET || one === T.CLOSE_BRACE) open -= 1;
    else if (open === 1 && (one === T.AS || one === T.COMMA)) several = true;
    else if (open === 1 && NO_ITEM.has(one)) return false;
    if (open === 0) return several && kindAfter(r, ahead + 1) === T.COLON;
  }
}

const NO_ITEM = new Set([T.STAR, T.WALRUS, T.YIELD, T.FOR]);

/** Whether the name `match` begins a statement: its line ends with a colon, and the next one is a case. */
export function matches(r: Reader): boolean {
  let ahead = 1;
  while (kindAfter(r, ahead) !== T.NEWLINE) {
    if (kindAfter(r, ahead) === T.END) return false;
    ahead += 1;
  }
  return (
    kindAfter(r, ahead - 1) === T.COLON &&
    kindAfter(r, ahead + 1) === T.INDENT &&
    r.words[r.at + ahead + 2] === 'case'
  );
}

type Case = Match['cases'][number];

export function matched(r: Reader): Stmt {
  const from = start(r);
  advance(r);
  let subject: Expr = bad(r, from, from);
  head(r, () => {
    subject = subjectOf(r);
  });
  const cases: Case[] = [];
  advance(r);
  advance(r);
  while (kind(r) === T.NAME && word(r) === 'case') cases.push(matchCase(r));
  if (kind(r) !== T.DEDENT) complain(r);
  while (kind(r) !== T.DEDENT && kind(r) !== T.END) advance(r);
  accept(r, T.DEDENT);
  return { kind: 'Match', start: from, end: end(r), unit: r.unit, subject, cases };
}

/** The subject may bind a name where it is one expression. */
function subjectOf(r: Reader): Expr {
  return kind(r) === T.NAME && kindAfter(r) === T.WALRUS ? named(r) : expressions(r);
}

function matchCase(r: Reader): Case {
  advance(r);
  const pattern: string[] = [];
  let guard: Expr | null = null;
  head(r, () => {
    captures(r, pattern);
    if (accept(r, T.IF)) guard = named(r);
  });
  return { pattern, guard, body: block(r) };
}
