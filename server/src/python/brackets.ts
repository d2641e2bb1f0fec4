// What stands in brackets: tuples, lists, sets, dictionaries, and the comprehensions that make them.

import type { Comp, CompClause, Expr, Sequence } from './ast.ts';
import { disjunction, expression, item, loopTargets, yielded } from './expression.ts';
import { accept, advance, end, expect, fail, kind, type Reader, start } from './reader.ts';
import * as T from './tokens.ts';

/** Parentheses leave no node of their own. */
export function parentheses(r: Reader): Expr {
  const from = start(r);
  advance(r);
  if (accept(r, T.CLOSE_PAREN)) return sequence(r, 'Tuple', from, []);
  if (kind(r) === T.YIELD) {
    const inner = yielded(r);
    expect(r, T.CLOSE_PAREN);
    return inner;
  }
  const first = item(r);
  if (comprehends(r)) return comprehension(r, 'Generator', from, first, null, T.CLOSE_PAREN);
  if (kind(r) === T.COMMA) return sequence(r, 'Tuple', from, items(r, first, T.CLOSE_PAREN));
  if (first.kind === 'Starred') fail(r);
  expect(r, T.CLOSE_PAREN);
  return first;
}

export function brackets(r: Reader): Expr {
  const from = start(r);
  advance(r);
  if (accept(r, T.CLOSE_BRACKET)) return sequence(r, 'List', from, []);
  const first = item(r);
  if (comprehends(r)) return comprehension(r, 'ListComp', from, first, null, T.CLOSE_BRACKET);
  return sequence(r, 'List', from, items(r, first, T.CLOSE_BRACKET));
}

export function braces(r: Reader): Expr {
  const from = start(r);
  advance(r);
  if (kind(r) === T.CLOSE_BRACE || kind(r) === T.POWER) return dictionary(r, from, [], []);
  const first = item(r);
  if (kind(r) === T.COLON && first.kind !== 'Starred') {
    advance(r);
    const value = expression(r);
    if (comprehends(r)) return comprehension(r, 'DictComp', from, first, value, T.CLOSE_BRACE);
    if (kind(r) !== T.CLOSE_BRACE) expect(r, T.COMMA);
    return dictionary(r, from, [first], [value]);
  }
  if (comprehends(r)) return comprehension(r, 'SetComp', from, first, null, T.CLOSE_BRACE);
  return sequence(r, 'Set', from, items(r, first, T.CLOSE_BRACE));
}

function dictionary(r: Reader, from: number, keys: (Expr | null)[], values: Expr[]): Expr {
  while (!accept(r, T.CLOSE_BRACE)) {
    if (accept(r, T.POWER)) {
      keys.push(null);
    } else {
      keys.push(expression(r));
      expect(r, T.COLON);
    }
    values.push(expression(r));
    if (kind(r) !== T.CLOSE_BRACE) expect(r, T.COMMA);
  }
  return { kind: 'Dict', start: from, end: end(r), unit: r.unit, keys, values };
}

/** The items after the first one, and the closing bracket. */
function items(r: Reader, first: Expr, closing: number): Expr[] {
  const found = [first];
  while (!accept(r, closing)) {
    expect(r, T.COMMA);
    if (kind(r) !== closing) found.push(item(r));
  }
  return found;
}

function sequence(r: Reader, made: Sequence['kind'], from: number, found: Expr[]): Expr {
  return { kind: made, start: from, end: end(r), unit: r.unit, items: found };
}

function comprehends(r: Reader): boolean {
  return kind(r) === T.FOR || kind(r) === T.ASYNC;
}

function comprehension(
  r: Reader,
  made: Comp['kind'],
  from: number,
  element: Expr,
  value: Expr | null,
  closing: number,
): Expr {
  const of = clauses(r);
  expect(r, closing);
  return { kind: made, start: from, end: end(r), unit: r.unit, element, value, clauses: of };
}

export function clauses(r: Reader): CompClause[] {
  const found: CompClause[] = [];
  while (comprehends(r)) {
    const async = accept(r, T.ASYNC);
    expect(r, T.FOR);
    const target = loopTargets(r);
    expect(r, T.IN);
    const iter = disjunction(r);
    const tests: Expr[] = [];
    while (accept(r, T.IF)) tests.push(disjunction(r));
    found.push({ target, iter, tests, async });
  }
  return found;
}
