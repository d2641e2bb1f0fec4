// Expressions of the parse tree as nodes of the typed tree: one function for each node type, found by table.

import type { Attribute, BinOp, BoolOp, Compare, Expr, IfExp, Name, NamedExpr } from './ast.ts';
import { regrouped } from './bitwise.ts';
import type { Kinds } from './kinds.ts';
import { call } from './lower-call.ts';
import { comprehension } from './lower-comprehension.ts';
import { concatenated, number, string } from './lower-literal.ts';
import { parameters } from './lower-parameters.ts';
import {
  bracketed,
  dictionary,
  listPattern,
  parenthesized,
  slicing,
  subscript,
  tuplePattern,
  typeExpressions,
} from './lower-sequence.ts';
import {
  bad,
  endOf,
  enter,
  expression,
  expressions,
  identifier,
  invalid,
  type Lower,
  next,
  starOut,
  startOf,
  up,
  type Walk,
} from './walk.ts';

export function expressionTable(kinds: Kinds): (Lower<Expr> | undefined)[] {
  const table: (Lower<Expr> | undefined)[] = [];
  table[kinds.identifier] = name;
  table[kinds.attribute] = attribute;
  table[kinds.call] = call;
  table[kinds.string] = string;
  table[kinds.concatenated_string] = concatenated;
  table[kinds.integer] = number;
  table[kinds.float] = number;
  table[kinds.true] = (w) => constant(w, true);
  table[kinds.false] = (w) => constant(w, false);
  table[kinds.none] = (w) => constant(w, null);
  table[kinds.ellipsis] = (w) => constant(w, '...');
  table[kinds.binary_operator] = binary;
  table[kinds.boolean_operator] = boolean;
  table[kinds.comparison_operator] = comparison;
  table[kinds.unary_operator] = unary;
  table[kinds.not_operator] = unary;
  table[kinds.conditional_expression] = conditional;
  table[kinds.lambda] = lambda;
  table[kinds.named_expression] = named;
  table[kinds.await] = awaited;
  table[kinds.yield] = yielded;
  table[kinds.list_splat] = starred;
  table[kinds.list_splat_pattern] = starred;
  table[kinds.splat_type] = starred;
  table[kinds.parenthesized_expression] = parenthesized;
  table[kinds.subscript] = subscript;
  table[kinds.slice] = slicing;
  table[kinds.list] = (w) => bracketed(w, 'List');
  table[kinds.set] = (w) => bracketed(w, 'Set');
  table[kinds.tuple] = (w) => bracketed(w, 'Tuple');
  table[kinds.expression_list] = (w) => bracketed(w, 'Tuple');
  table[kinds.pattern_list] = (w) => bracketed(w, 'Tuple');
  table[kinds.list_pattern] = listPattern;
  table[kinds.tuple_pattern] = tuplePattern;
  table[kinds.dictionary] = dictionary;
  table[kinds.list_comprehension] = (w) => comprehension(w, 'ListComp');
  table[kinds.set_comprehension] = (w) => comprehension(w, 'SetComp');
  table[kinds.dictionary_comprehension] = (w) => comprehension(w, 'DictComp');
  table[kinds.generator_expression] = (w) => comprehension(w, 'Generator');
  typeExpressions(table, kinds);
  // `x as y` outside of with and except, which take it apart themselves: no expression of Python.
  table[kinds.as_pattern] = (w) => bad(w, startOf(w), endOf(w));
  return table;
}

export function name(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  if (start === end) return bad(w, start, end);
  return { kind: 'Name', start, end, unit: w.unit, id: identifier(w, start, end) };
}

function constant(w: Walk, value: true | false | null | '...'): Expr {
  return { kind: 'Const', start: startOf(w), end: endOf(w), unit: w.unit, value };
}

function attribute(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  const first = enter(w);
  if (first === 0) return bad(w, start, end);
  const value = expression(w, first);
  let attrStart = value.end + 1;
  // Most often a dot follows the object and the name follows the dot; then the last two children need no visit.
  if (
    w.damaged ||
    w.text.charCodeAt(w.base + value.end) !== DOT ||
    !isNameStart(w.text.charCodeAt(w.base + attrStart))
  ) {
    attrStart = end;
    for (let type = next(w); type !== 0; type = next(w)) {
      if (type === w.kinds.identifier) attrStart = startOf(w);
    }
  } else {
    up(w);
  }
  if (attrStart >= end) return bad(w, start, end);
  const attr = identifier(w, attrStart, end);
  const lowered: Attribute = { kind: 'Attribute', start, end, unit: w.unit, value, attr, attrStart };
  return value.kind === 'Starred' ? starOut(w, lowered, { value: value.value }) : lowered;
}

const DOT = 46;

function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function binary(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  const { left, op, right } = operation(w);
  if (left === null || right === null) return bad(w, start, end);
  const lowered: BinOp = { kind: 'BinOp', start, end, unit: w.unit, op, left, right };
  return left.kind === 'Starred' ? starOut(w, lowered, { left: left.value }) : regrouped(lowered);
}

function boolean(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  const { left, op, right } = operation(w);
  if (left === null || right === null) return bad(w, start, end);
  const lowered: BoolOp = {
    kind: 'BoolOp',
    start,
    end,
    unit: w.unit,
    op: op === 'and' ? 'and' : 'or',
    left,
    right,
  };
  return left.kind === 'Starred' ? starOut(w, lowered, { left: left.value }) : lowered;
}

function operation(w: Walk): { left: Expr | null; op: string; right: Expr | null } {
  let left: Expr | null = null;
  let right: Expr | null = null;
  let op = '';
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (w.expressions[type] === undefined) op = w.names[type] ?? '';
    else if (left === null) left = expression(w, type);
    else right = expression(w, type);
  }
  return { left, op, right };
}

function comparison(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  const ops: string[] = [];
  const operands: Expr[] = [];
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (w.expressions[type] !== undefined) {
      operands.push(expression(w, type));
    } else {
      if (type === w.kinds['<>']) invalid(w);
      ops.push(w.names[type] ?? '');
    }
  }
  if (operands.length !== ops.length + 1) return bad(w, start, end);
  const lowered: Compare = { kind: 'Compare', start, end, unit: w.unit, ops, operands };
  const [first, ...others] = operands;
  return first?.kind === 'Starred' ? starOut(w, lowered, { operands: [first.value, ...others] }) : lowered;
}

function unary(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  let op = '';
  let operand: Expr | null = null;
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (w.expressions[type] === undefined) op = w.names[type] ?? '';
    else operand = expression(w, type);
  }
  return { kind: 'UnaryOp', start, end, unit: w.unit, op, operand: operand ?? bad(w, end, end) };
}

function conditional(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  const [body, test, orelse] = expressions(w);
  if (body === undefined || test === undefined || orelse === undefined) return bad(w, start, end);
  const lowered: IfExp = { kind: 'IfExp', start, end, unit: w.unit, test, body, orelse };
  return body.kind === 'Starred' ? starOut(w, lowered, { body: body.value }) : lowered;
}

function lambda(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  const outer = w.yields;
  const params = [];
  let body: Expr | null = null;
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === w.kinds.lambda_parameters) params.push(...parameters(w));
    else if (w.expressions[type] !== undefined) body = expression(w, type);
  }
  w.yields = outer;
  return { kind: 'Lambda', start, end, unit: w.unit, params, body: body ?? bad(w, end, end) };
}

function named(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  const [target, value] = expressions(w);
  if (target?.kind !== 'Name' || value === undefined) return bad(w, start, end);
  const lowered: NamedExpr = { kind: 'NamedExpr', start, end, unit: w.unit, target: target as Name, value };
  return lowered;
}

function awaited(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  const [value] = expressions(w);
  return { kind: 'Await', start, end, unit: w.unit, value: value ?? bad(w, end, end) };
}

function starred(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  const [value] = expressions(w);
  return { kind: 'Starred', start, end, unit: w.unit, value: value ?? bad(w, end, end) };
}

function yielded(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  w.yields = true;
  let from = false;
  let value: Expr | null = null;
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === w.kinds.from) from = true;
    else if (w.expressions[type] !== undefined) value = expression(w, type);
  }
  return { kind: 'Yield', start, end, unit: w.unit, value, from };
}
