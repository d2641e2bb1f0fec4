// Expressions by precedence: conditions and lambdas, operators, stars and names that bind.

import type { Expr, NamedExpr, Starred, UnaryOp } from './ast.ts';
import { parameters } from './parameters.ts';
import { primary } from './primary.ts';
import {
  accept,
  advance,
  bad,
  end,
  expect,
  fail,
  kind,
  kindAfter,
  MAX_DEPTH,
  type Reader,
  start,
} from './reader.ts';
import * as T from './tokens.ts';

const OR = 1;
const COMPARISON = 4;
const NOT = 3;
/** What targets, starred items and operands of comparisons are made of: `in` ends it. */
const BITS = 5;

const POWERS = new Uint8Array(T.KINDS);
POWERS[T.OR] = OR;
POWERS[T.AND] = 2;
for (const one of [
  T.LESS,
  T.LESS_EQUAL,
  T.GREATER,
  T.GREATER_EQUAL,
  T.EQUALS,
  T.NOT_EQUAL,
  T.IN,
  T.IS,
  T.NOT,
])
  POWERS[one] = COMPARISON;
POWERS[T.OR_BITS] = BITS;
POWERS[T.XOR_BITS] = 6;
POWERS[T.AND_BITS] = 7;
for (const one of [T.LEFT_SHIFT, T.RIGHT_SHIFT]) POWERS[one] = 8;
for (const one of [T.PLUS, T.MINUS]) POWERS[one] = 9;
for (const one of [T.STAR, T.SLASH, T.FLOOR, T.PERCENT, T.AT]) POWERS[one] = 10;

const SPELLINGS: string[] = [];
for (const [one, text] of [
  [T.LESS, '<'],
  [T.LESS_EQUAL, '<='],
  [T.GREATER, '>'],
  [T.GREATER_EQUAL, '>='],
  [T.EQUALS, '=='],
  [T.NOT_EQUAL, '!='],
  [T.IN, 'in'],
  [T.OR_BITS, '|'],
  [T.XOR_BITS, '^'],
  [T.AND_BITS, '&'],
  [T.LEFT_SHIFT, '<<'],
  [T.RIGHT_SHIFT, '>>'],
  [T.PLUS, '+'],
  [T.MINUS, '-'],
  [T.STAR, '*'],
  [T.SLASH, '/'],
  [T.FLOOR, '//'],
  [T.PERCENT, '%'],
  [T.AT, '@'],
  [T.TILDE, '~'],
] as const)
  SPELLINGS[one] = text;

/** Whether an expression may begin with a token of this kind. */
export function begins(one: number): boolean {
  return STARTS[one] === 1;
}

const STARTS = new Uint8Array(T.KINDS);
for (const one of [
  ...[T.NAME, T.NUMBER, T.STRING, T.F_START, T.OPEN_PAREN, T.OPEN_BRACKET, T.OPEN_BRACE, T.ELLIPSIS],
  ...[T.PLUS, T.MINUS, T.TILDE, T.NOT, T.LAMBDA, T.AWAIT, T.NONE, T.TRUE, T.FALSE, T.STAR],
])
  STARTS[one] = 1;

/** An expression without a name that it binds: `a if b else c`, `lambda: a`, or what operators join. */
export function expression(r: Reader): Expr {
  if (r.depth >= MAX_DEPTH) return tooDeep(r);
  r.depth += 1;
  const from = start(r);
  const found = kind(r) === T.LAMBDA ? lambda(r) : conditional(r, from, operation(r, OR));
  r.depth -= 1;
  return found;
}

function conditional(r: Reader, from: number, body: Expr): Expr {
  if (!accept(r, T.IF)) return body;
  const test = operation(r, OR);
  expect(r, T.ELSE);
  const orelse = expression(r);
  return { kind: 'IfExp', start: from, end: end(r), unit: r.unit, test, body, orelse };
}

/** What `if` and `for … in` of a comprehension take: no condition of its own. */
export function disjunction(r: Reader): Expr {
  return operation(r, OR);
}

/** An expression that may bind a name: `(x := 1)`. */
export function named(r: Reader): Expr {
  if (kind(r) !== T.NAME || kindAfter(r) !== T.WALRUS) return expression(r);
  const from = start(r);
  const target: NamedExpr['target'] = {
    kind: 'Name',
    start: from,
    end: (r.ends[r.at] as number) - r.base,
    unit: r.unit,
    id: r.words[r.at] ?? '',
  };
  advance(r);
  advance(r);
  const value = expression(r);
  return { kind: 'NamedExpr', start: from, end: end(r), unit: r.unit, target, value };
}

/** An item of a display, of a tuple, or of what is iterated: starred or not. */
export function item(r: Reader): Expr {
  return kind(r) === T.STAR ? starred(r, bits) : named(r);
}

export function starred(r: Reader, operand: (r: Reader) => Expr): Starred {
  const from = start(r);
  advance(r);
  if (r.depth >= MAX_DEPTH || kind(r) === T.STAR) fail(r);
  const value = operand(r);
  return { kind: 'Starred', start: from, end: end(r), unit: r.unit, value };
}

export function bits(r: Reader): Expr {
  return operation(r, BITS);
}

/** One expression, or several with commas between them: a tuple without parentheses. */
export function expressions(r: Reader): Expr {
  const from = start(r);
  const first = kind(r) === T.STAR ? starred(r, bits) : expression(r);
  if (kind(r) !== T.COMMA) return first;
  const items = [first];
  while (accept(r, T.COMMA) && begins(kind(r)))
    items.push(kind(r) === T.STAR ? starred(r, bits) : expression(r));
  return { kind: 'Tuple', start: from, end: end(r), unit: r.unit, items };
}

/** What `for` binds: up to its `in`. */
export function loopTargets(r: Reader): Expr {
  const from = start(r);
  const target = (): Expr => (kind(r) === T.STAR ? starred(r, bits) : bits(r));
  const first = target();
  if (kind(r) !== T.COMMA) return first;
  const items = [first];
  while (accept(r, T.COMMA) && begins(kind(r))) items.push(target());
  return { kind: 'Tuple', start: from, end: end(r), unit: r.unit, items };
}

/** What may follow `=` or stand in parentheses: `yield`, or expressions. */
export function yieldOr(r: Reader, others: (r: Reader) => Expr): Expr {
  return kind(r) === T.YIELD ? yielded(r) : others(r);
}

export function yielded(r: Reader): Expr {
  const from = start(r);
  advance(r);
  r.yields = true;
  const whole = accept(r, T.FROM);
  const value = whole ? expression(r) : begins(kind(r)) ? expressions(r) : null;
  return { kind: 'Yield', start: from, end: end(r), unit: r.unit, value, from: whole };
}

function lambda(r: Reader): Expr {
  const from = start(r);
  advance(r);
  const params = parameters(r, T.COLON, false);
  expect(r, T.COLON);
  const outer = r.yields;
  const body = expression(r);
  r.yields = outer;
  return { kind: 'Lambda', start: from, end: end(r), unit: r.unit, params, body };
}

/** Operators that bind at least as tightly as `least`, from the left. */
function operation(r: Reader, least: number): Expr {
  const from = start(r);
  let left = kind(r) === T.NOT ? negation(r, least) : operand(r);
  let levels = 0;
  for (;;) {
    const one = kind(r);
    const power = POWERS[one] as number;
    if (power === 0 || power < least) break;
    if (power === COMPARISON) {
      if (one === T.NOT && kindAfter(r) !== T.IN) break;
      left = comparison(r, from, left);
      continue;
    }
    advance(r);
    const right = operation(r, power + 1);
    levels += 1;
    left =
      one === T.AND || one === T.OR
        ? {
            kind: 'BoolOp',
            start: from,
            end: end(r),
            unit: r.unit,
            op: one === T.AND ? 'and' : 'or',
            left,
            right,
          }
        : { kind: 'BinOp', start: from, end: end(r), unit: r.unit, op: SPELLINGS[one] ?? '', left, right };
  }
  if (levels > MAX_DEPTH - r.depth) cut(r, left);
  return left;
}

/** A chain that is longer than what is read loses its inner end. */
export function cut(r: Reader, whole: Expr): void {
  let at = whole;
  for (let level = r.depth; level < MAX_DEPTH; level += 1) at = innerOf(at) ?? at;
  const inner = innerOf(at);
  if (inner === undefined) return;
  const left = bad(r, inner.start, inner.end);
  Object.assign(at, 'left' in at ? { left } : 'func' in at ? { func: left } : { value: left });
}

function innerOf(expr: Expr): Expr | undefined {
  switch (expr.kind) {
    case 'BinOp':
    case 'BoolOp':
      return expr.left;
    case 'Call':
      return expr.func;
    case 'Attribute':
    case 'Subscript':
      return expr.value;
    default:
      return undefined;
  }
}

function comparison(r: Reader, from: number, first: Expr): Expr {
  const ops: string[] = [];
  const operands = [first];
  for (;;) {
    const one = kind(r);
    if (POWERS[one] !== COMPARISON || (one === T.NOT && kindAfter(r) !== T.IN)) break;
    ops.push(comparator(r, one));
    operands.push(operation(r, BITS));
  }
  return { kind: 'Compare', start: from, end: end(r), unit: r.unit, ops, operands };
}

function comparator(r: Reader, one: number): string {
  const at = r.starts[r.at] as number;
  advance(r);
  if (one === T.NOT) {
    advance(r);
    return 'not in';
  }
  if (one === T.IS) return accept(r, T.NOT) ? 'is not' : 'is';
  if (one !== T.NOT_EQUAL || r.text.charCodeAt(at) !== LESS_SIGN) return SPELLINGS[one] ?? '';
  // `<>` is Python 2's.
  r.errors.push({ start: at, end: at + 2 });
  return '<>';
}

const LESS_SIGN = 60;

function negation(r: Reader, least: number): Expr {
  if (least > NOT) fail(r);
  const from = start(r);
  advance(r);
  return prefixed(r, from, 'not', () => operation(r, NOT));
}

/** `-a`, `~a`, and what binds tighter: `a ** b`, `await a`, `a.b(c)[d]`. */
function operand(r: Reader): Expr {
  const one = kind(r);
  const from = start(r);
  if (one === T.MINUS || one === T.PLUS || one === T.TILDE) {
    advance(r);
    return prefixed(r, from, SPELLINGS[one] ?? '', () => operand(r));
  }
  const base = one === T.AWAIT ? awaited(r) : primary(r);
  if (!accept(r, T.POWER)) return base;
  const right = deeper(r, () => operand(r));
  return { kind: 'BinOp', start: from, end: end(r), unit: r.unit, op: '**', left: base, right };
}

function prefixed(r: Reader, from: number, op: string, read: () => Expr): UnaryOp {
  const inner = deeper(r, read);
  return { kind: 'UnaryOp', start: from, end: end(r), unit: r.unit, op, operand: inner };
}

function awaited(r: Reader): Expr {
  const from = start(r);
  advance(r);
  const value = deeper(r, () => (kind(r) === T.AWAIT ? awaited(r) : primary(r)));
  return { kind: 'Await', start: from, end: end(r), unit: r.unit, value };
}

function deeper(r: Reader, read: () => Expr): Expr {
  if (r.depth >= MAX_DEPTH) return tooDeep(r);
  r.depth += 1;
  const found = read();
  r.depth -= 1;
  return found;
}

/** Passes an expression without reading it: up to what ends it outside of all brackets. */
function tooDeep(r: Reader): Expr {
  const from = start(r);
  let open = 0;
  let lambdas = 0;
  for (;;) {
    const one = kind(r);
    if (one === T.NEWLINE || one === T.END) break;
    if (one === T.LAMBDA) lambdas += 1;
    else if (one === T.OPEN_PAREN || one === T.OPEN_BRACKET || one === T.OPEN_BRACE) open += 1;
    else if (one === T.CLOSE_PAREN || one === T.CLOSE_BRACKET || one === T.CLOSE_BRACE) {
      if (open === 0) break;
      open -= 1;
    } else if (one === T.COLON && lambdas > 0) lambdas -= 1;
    else if (open === 0 && lambdas === 0 && ENDS.has(one)) break;
    advance(r);
  }
  return bad(r, from, end(r));
}

const ENDS = new Set([
  T.COMMA,
  T.COLON,
  T.SEMICOLON,
  T.EQUAL,
  T.AUGMENTED,
  T.FIELD_END,
  T.CONVERSION,
  T.FORMAT,
]);
