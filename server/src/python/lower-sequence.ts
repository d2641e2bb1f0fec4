// Brackets of every sort: sequences, dictionaries, subscripts, parentheses, and the type expressions that look like them.

import type { Expr, Sequence, Subscript } from './ast.ts';
import type { Kinds } from './kinds.ts';
import {
  bad,
  endOf,
  enter,
  expression,
  expressions,
  identifier,
  type Lower,
  next,
  starOut,
  startOf,
  type Walk,
} from './walk.ts';

export function bracketed(w: Walk, kind: Sequence['kind']): Expr {
  const start = startOf(w);
  const end = endOf(w);
  return { kind, start, end, unit: w.unit, items: expressions(w) };
}

export function listPattern(w: Walk): Expr {
  return bracketed(w, 'List');
}

/** The grammar calls `(a)` on the left of `=` a tuple too; Python needs the comma. */
export function tuplePattern(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  const items: Expr[] = [];
  let comma = false;
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === w.kinds[',']) comma = true;
    else if (w.expressions[type] !== undefined) items.push(expression(w, type));
  }
  const [only] = items;
  if (!comma && items.length === 1 && only !== undefined) return only;
  return { kind: 'Tuple', start, end, unit: w.unit, items };
}

/** Parentheses leave no node of their own. */
export function parenthesized(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  const [inner] = expressions(w);
  return inner ?? bad(w, start, end);
}

export function dictionary(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  const keys: (Expr | null)[] = [];
  const values: Expr[] = [];
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === w.kinds.pair) {
      const [key, value] = expressions(w);
      keys.push(key ?? bad(w, start, start));
      values.push(value ?? bad(w, start, start));
    } else if (type === w.kinds.dictionary_splat) {
      const [value] = expressions(w);
      keys.push(null);
      values.push(value ?? bad(w, start, start));
    }
  }
  return { kind: 'Dict', start, end, unit: w.unit, keys, values };
}

export function subscript(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  const first = enter(w);
  if (first === 0) return bad(w, start, end);
  const value = expression(w, first);
  const index: Expr[] = [];
  let comma = -1;
  for (let type = next(w); type !== 0; type = next(w)) {
    if (w.expressions[type] !== undefined) index.push(expression(w, type));
    else if (type === w.kinds[',']) comma = endOf(w);
  }
  const lowered: Subscript = {
    kind: 'Subscript',
    start,
    end,
    unit: w.unit,
    value,
    index: oneTuple(w, index, comma),
  };
  return value.kind === 'Starred' ? starOut(w, lowered, { value: value.value }) : lowered;
}

/** `x[a,]` is indexed by a tuple of one, `x[a]` by `a`. */
function oneTuple(w: Walk, index: Expr[], comma: number): Expr[] {
  const [only] = index;
  if (index.length !== 1 || only === undefined || comma === -1) return index;
  return [{ kind: 'Tuple', start: only.start, end: comma, unit: w.unit, items: index }];
}

export function slicing(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  return { kind: 'Slice', start, end, unit: w.unit, parts: expressions(w) };
}

/** Types are parsed by rules of their own; they become the expressions that Python reads in them. */
export function typeExpressions(table: (Lower<Expr> | undefined)[], kinds: Kinds): void {
  table[kinds.type] = parenthesized;
  table[kinds.generic_type] = genericType;
  table[kinds.union_type] = unionType;
  table[kinds.member_type] = memberType;
  table[kinds.constrained_type] = slicing;
}

function genericType(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  let value: Expr | null = null;
  let index: Expr[] = [];
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === w.kinds.type_parameter) index = typeArguments(w);
    else if (w.expressions[type] !== undefined) value = expression(w, type);
  }
  return { kind: 'Subscript', start, end, unit: w.unit, value: value ?? bad(w, start, start), index };
}

function typeArguments(w: Walk): Expr[] {
  const index: Expr[] = [];
  let comma = -1;
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (w.expressions[type] !== undefined) index.push(expression(w, type));
    else if (type === w.kinds[',']) comma = endOf(w);
  }
  return oneTuple(w, index, comma);
}

/** The grammar reads `A[int] | B | C` from the right, Python from the left. */
function unionType(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  let left: Expr | null = null;
  let operands: Expr[] = [];
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (w.expressions[type] === undefined) continue;
    const from = startOf(w);
    const operand = expression(w, type);
    if (left === null) left = operand;
    else operands = unionOperands(operand, from);
  }
  if (left === null || operands.length === 0) return bad(w, start, end);
  let union = left;
  for (const [index, right] of operands.entries()) {
    const last = index === operands.length - 1;
    union = { kind: 'BinOp', start, end: last ? end : right.end, unit: w.unit, op: '|', left: union, right };
  }
  return union;
}

/** A union in parentheses begins after `from` and stays whole. */
function unionOperands(expr: Expr, from: number): Expr[] {
  const operands: Expr[] = [];
  let rest = expr;
  while (rest.kind === 'BinOp' && rest.op === '|' && rest.start === from) {
    operands.push(rest.right);
    rest = rest.left;
  }
  return [rest, ...operands.reverse()];
}

function memberType(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  const [value, attr] = expressions(w);
  if (value === undefined || attr === undefined) return bad(w, start, end);
  return {
    kind: 'Attribute',
    start,
    end,
    unit: w.unit,
    value,
    attr: identifier(w, attr.start, attr.end),
    attrStart: attr.start,
  };
}
