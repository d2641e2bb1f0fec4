// Names, literals and displays, and what follows them: attributes, calls, subscripts.

import type { Attribute, Call, Expr, Keyword, Subscript } from './ast.ts';
import { braces, brackets, clauses, parentheses } from './brackets.ts';
import { cut, expression, item, named, starred } from './expression.ts';
import { isPython2Number, numberValue } from './literal.ts';
import {
  accept,
  advance,
  end,
  expect,
  expectName,
  fail,
  kind,
  kindAfter,
  MAX_DEPTH,
  note,
  type Reader,
  start,
  word,
} from './reader.ts';
import { strings } from './strings.ts';
import * as T from './tokens.ts';

export function primary(r: Reader): Expr {
  const from = start(r);
  let found = atom(r);
  let levels = 0;
  for (;;) {
    switch (kind(r)) {
      case T.DOT:
        found = attribute(r, from, found);
        break;
      case T.OPEN_PAREN:
        found = call(r, from, found);
        break;
      case T.OPEN_BRACKET:
        found = subscript(r, from, found);
        break;
      default:
        if (levels > MAX_DEPTH - r.depth) cut(r, found);
        return found;
    }
    levels += 1;
  }
}

function atom(r: Reader): Expr {
  const from = start(r);
  switch (kind(r)) {
    case T.NAME: {
      const id = word(r);
      advance(r);
      return { kind: 'Name', start: from, end: end(r), unit: r.unit, id };
    }
    case T.NUMBER:
      return number(r);
    case T.STRING:
    case T.F_START:
      return strings(r);
    case T.OPEN_PAREN:
      return parentheses(r);
    case T.OPEN_BRACKET:
      return brackets(r);
    case T.OPEN_BRACE:
      return braces(r);
    case T.NONE:
      return constant(r, null);
    case T.TRUE:
      return constant(r, true);
    case T.FALSE:
      return constant(r, false);
    case T.ELLIPSIS:
      return constant(r, '...');
    default:
      return fail(r);
  }
}

function constant(r: Reader, value: true | false | null | '...'): Expr {
  const from = start(r);
  advance(r);
  return { kind: 'Const', start: from, end: end(r), unit: r.unit, value };
}

function number(r: Reader): Expr {
  const from = start(r);
  const at = r.starts[r.at] as number;
  advance(r);
  const source = r.text.slice(at, r.last);
  const imaginary = (source.charCodeAt(source.length - 1) | 32) === 106;
  const int = !imaginary && (/^[\d_]+[lL]?$/.test(source) || /^0[xob]/i.test(source));
  if (int && isPython2Number(source)) note(r, at, r.last);
  const value = imaginary ? Number.NaN : numberValue(source);
  return { kind: 'Num', start: from, end: end(r), unit: r.unit, value, int };
}

function attribute(r: Reader, from: number, value: Expr): Attribute {
  advance(r);
  const attrStart = start(r);
  const attr = expectName(r);
  return { kind: 'Attribute', start: from, end: end(r), unit: r.unit, value, attr, attrStart };
}

function call(r: Reader, from: number, func: Expr): Call {
  const open = start(r) + 1;
  const args: Expr[] = [];
  const keywords: Keyword[] = [];
  callArguments(r, args, keywords);
  const close = end(r) - 1;
  return { kind: 'Call', start: from, end: end(r), unit: r.unit, func, args, keywords, open, close };
}

/** The arguments in parentheses, which classes share for their bases. */
export function callArguments(r: Reader, args: Expr[], keywords: Keyword[]): void {
  const open = start(r);
  advance(r);
  while (!accept(r, T.CLOSE_PAREN)) {
    const one = kind(r);
    if (one === T.NAME && kindAfter(r) === T.EQUAL) {
      keywords.push(keyword(r));
    } else if (one === T.POWER) {
      const from = start(r);
      advance(r);
      const value = expression(r);
      keywords.push({ name: null, value, start: from, end: end(r) });
    } else if (one === T.STAR) {
      args.push(starred(r, expression));
    } else {
      const element = named(r);
      const next = kind(r);
      if (next === T.FOR || next === T.ASYNC) {
        // A generator that is the only argument needs no parentheses but those of the call.
        const of = clauses(r);
        if (args.length + keywords.length > 0) fail(r);
        expect(r, T.CLOSE_PAREN);
        args.push({
          kind: 'Generator',
          start: open,
          end: end(r),
          unit: r.unit,
          element,
          value: null,
          clauses: of,
        });
        return;
      }
      args.push(element);
    }
    if (kind(r) !== T.CLOSE_PAREN) expect(r, T.COMMA);
  }
}

function keyword(r: Reader): Keyword {
  const from = start(r);
  const name = word(r);
  advance(r);
  advance(r);
  const value = expression(r);
  return { name, value, start: from, end: end(r) };
}

/** `a[b]`; `a[b,]` is indexed by a tuple of one. */
function subscript(r: Reader, from: number, value: Expr): Subscript {
  advance(r);
  const first = start(r);
  const index: Expr[] = [];
  let comma = false;
  do {
    index.push(slice(r));
    comma = accept(r, T.COMMA);
  } while (comma && kind(r) !== T.CLOSE_BRACKET);
  const [only] = index;
  if (comma && index.length === 1 && only !== undefined)
    index[0] = { kind: 'Tuple', start: first, end: end(r), unit: r.unit, items: [only] };
  expect(r, T.CLOSE_BRACKET);
  return { kind: 'Subscript', start: from, end: end(r), unit: r.unit, value, index };
}

function slice(r: Reader): Expr {
  const from = start(r);
  const parts: Expr[] = [];
  if (kind(r) !== T.COLON) {
    const first = item(r);
    if (kind(r) !== T.COLON) return first;
    parts.push(first);
  }
  for (let colons = 0; colons < 2 && accept(r, T.COLON); colons += 1) {
    const next = kind(r);
    if (next !== T.COLON && next !== T.COMMA && next !== T.CLOSE_BRACKET) parts.push(expression(r));
  }
  return { kind: 'Slice', start: from, end: end(r), unit: r.unit, parts };
}
