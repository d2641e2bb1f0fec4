// Simple statements: assignments and expressions, and those that a word begins.

import type { Expr, Jump, Scope, Stmt } from './ast.ts';
import { begins, expression, expressions, yielded, yieldOr } from './expression.ts';
import { fromImport, plainImport } from './imports.ts';
import {
  accept,
  advance,
  end,
  expect,
  expectName,
  fail,
  kind,
  kindAfter,
  note,
  type Reader,
  start,
  word,
} from './reader.ts';
import * as T from './tokens.ts';

export function simpleStatement(r: Reader): Stmt {
  const from = start(r);
  switch (kind(r)) {
    case T.RETURN:
      advance(r);
      return valued(r, 'Return', from, begins(kind(r)) ? expressions(r) : null);
    case T.RAISE:
      return raised(r, from);
    case T.ASSERT:
      return asserted(r, from);
    case T.DEL:
      return deleted(r, from);
    case T.GLOBAL:
      return scope(r, 'Global', from);
    case T.NONLOCAL:
      return scope(r, 'Nonlocal', from);
    case T.PASS:
      return jump(r, 'Pass', from);
    case T.BREAK:
      return jump(r, 'Break', from);
    case T.CONTINUE:
      return jump(r, 'Continue', from);
    case T.IMPORT:
      return plainImport(r);
    case T.FROM:
      return fromImport(r);
    case T.YIELD: {
      const value = yielded(r);
      return kind(r) === T.EQUAL ? fail(r) : { kind: 'Expr', start: from, end: end(r), unit: r.unit, value };
    }
    default:
      if (kind(r) === T.NAME && word(r) === 'type' && kindAfter(r) === T.NAME) return alias(r, from);
      return assignment(r, from);
  }
}

function valued(r: Reader, made: 'Return' | 'Raise', from: number, value: Expr | null): Stmt {
  return { kind: made, start: from, end: end(r), unit: r.unit, value };
}

function raised(r: Reader, from: number): Stmt {
  advance(r);
  if (!begins(kind(r))) return valued(r, 'Raise', from, null);
  const value = expression(r);
  if (accept(r, T.FROM)) expression(r);
  return valued(r, 'Raise', from, value);
}

function asserted(r: Reader, from: number): Stmt {
  advance(r);
  const test = expression(r);
  if (accept(r, T.COMMA)) expression(r);
  return { kind: 'Assert', start: from, end: end(r), unit: r.unit, test };
}

function deleted(r: Reader, from: number): Stmt {
  advance(r);
  const targets: Expr[] = [];
  do targets.push(target(r, expression(r)));
  while (accept(r, T.COMMA) && begins(kind(r)));
  return { kind: 'Delete', start: from, end: end(r), unit: r.unit, targets };
}

function scope(r: Reader, made: Scope['kind'], from: number): Stmt {
  const names: string[] = [];
  do {
    advance(r);
    names.push(expectName(r));
  } while (kind(r) === T.COMMA);
  return { kind: made, start: from, end: end(r), unit: r.unit, names };
}

function jump(r: Reader, made: Jump['kind'], from: number): Stmt {
  advance(r);
  return { kind: made, start: from, end: end(r), unit: r.unit };
}

/** `type A[T] = int`, which decides nothing here. */
function alias(r: Reader, from: number): Stmt {
  advance(r);
  advance(r);
  skipTypeParameters(r);
  expect(r, T.EQUAL);
  expression(r);
  return { kind: 'BadStmt', start: from, end: end(r), unit: r.unit };
}

/** `[T: int, *Ts, **P]` after the name of a function, class or type. */
export function skipTypeParameters(r: Reader): void {
  if (kind(r) !== T.OPEN_BRACKET) return;
  let open = 0;
  do {
    const one = kind(r);
    if (one === T.OPEN_BRACKET || one === T.OPEN_PAREN || one === T.OPEN_BRACE) open += 1;
    else if (one === T.CLOSE_BRACKET || one === T.CLOSE_PAREN || one === T.CLOSE_BRACE) open -= 1;
    else if (one === T.NEWLINE || one === T.END) fail(r);
    advance(r);
  } while (open > 0);
}

function assignment(r: Reader, from: number): Stmt {
  const first = expressions(r);
  const next = kind(r);
  if (next === T.EQUAL) return assigned(r, from, first);
  if (next === T.AUGMENTED) {
    const op = r.text.slice(r.starts[r.at], (r.ends[r.at] as number) - 1);
    single(r, first);
    advance(r);
    const value = yieldOr(r, expressions);
    return { kind: 'AugAssign', start: from, end: end(r), unit: r.unit, target: first, op, value };
  }
  if (next === T.COLON) {
    single(r, first);
    advance(r);
    const annotation = expression(r);
    const value = accept(r, T.EQUAL) ? yieldOr(r, expressions) : null;
    return { kind: 'AnnAssign', start: from, end: end(r), unit: r.unit, target: first, annotation, value };
  }
  return { kind: 'Expr', start: from, end: end(r), unit: r.unit, value: first };
}

function assigned(r: Reader, from: number, first: Expr): Stmt {
  const targets: Expr[] = [];
  let value = first;
  while (accept(r, T.EQUAL)) {
    targets.push(target(r, value));
    value = yieldOr(r, expressions);
  }
  return { kind: 'Assign', start: from, end: end(r), unit: r.unit, targets, value };
}

/** Notes where something that cannot be assigned to stands on the left. */
function target(r: Reader, expr: Expr): Expr {
  switch (expr.kind) {
    case 'Name':
    case 'Attribute':
    case 'Subscript':
    case 'BadExpr':
      break;
    case 'Tuple':
    case 'List':
      for (const item of expr.items) target(r, item);
      break;
    case 'Starred':
      target(r, expr.value);
      break;
    default:
      note(r, r.base + expr.start, r.base + expr.end);
  }
  return expr;
}

function single(r: Reader, expr: Expr): void {
  if (
    expr.kind !== 'Name' &&
    expr.kind !== 'Attribute' &&
    expr.kind !== 'Subscript' &&
    expr.kind !== 'BadExpr'
  )
    fail(r);
}
