// Evaluates expressions in execution order; calls go to calls.ts.

import type { Attribute, Call, Expr, FString, Subscript } from '../python/ast.ts';
import { assign } from './assignment.ts';
import { attribute, superOf } from './attributes.ts';
import { callValue } from './calls.ts';
import { evaluateComprehension } from './comprehensions.ts';
import { environmentVariable } from './environment.ts';
import { spawnFunction } from './functions.ts';
import { guardOf } from './guards.ts';
import { bornMap, stamp } from './history.ts';
import { itemOf } from './items.ts';
import { evaluateYield, iterate, lazyComprehension } from './iteration.ts';
import { type Machine, step, top } from './machine.ts';
import { lookUp } from './names.ts';
import { binary, compare, subscript, unary } from './operators.ts';
import { branch } from './paths.ts';
import { itemOfLibrary } from './returned.ts';
import { truth } from './truth.ts';
import { noteDecided } from './turns.ts';
import {
  type Arguments,
  constant,
  type DictValue,
  eitherTaint,
  mergeTaints,
  noArguments,
  sequence,
  tainted,
  textFrom,
  unknown,
  type Value,
} from './values.ts';

export function evaluate(m: Machine, expr: Expr): Value {
  step(m);
  switch (expr.kind) {
    case 'Name':
      return lookUp(m, top(m).scope, expr.id);
    case 'Attribute':
      return evaluateAttribute(m, expr);
    case 'Str':
      return expr.value === null || expr.bytes ? unknown : constant(expr.value);
    case 'Num':
      return constant(expr.value);
    case 'Const':
      return expr.value === '...' ? unknown : constant(expr.value);
    case 'FString':
      return textFrom(startOf(expr), mergeTaints(expr.parts.map((part) => evaluate(m, part).taint)));
    case 'Call':
      return evaluateCall(m, expr);
    case 'Subscript': {
      const container = evaluate(m, expr.value);
      const tail = tailOf(expr, container);
      if (tail !== null) return tail;
      const indexes = expr.index.map((index) => evaluate(m, index));
      return (
        environmentVariable(container, indexes[0]) ??
        itemOfLibrary(container) ??
        itemOf(m, container, indexes.length === 1 ? indexes[0] : undefined, expr) ??
        subscript(container, indexes.length === 1 ? indexes[0] : undefined)
      );
    }
    case 'Slice': {
      return tainted(mergeTaints(expr.parts.map((part) => evaluate(m, part).taint)));
    }
    case 'BinOp': {
      const left = evaluate(m, expr.left);
      return binary(expr.op, left, evaluate(m, expr.right));
    }
    case 'UnaryOp':
      return unary(expr.op, evaluate(m, expr.operand));
    case 'BoolOp':
      return evaluateBool(m, expr.op, expr.left, expr.right);
    case 'Compare':
      return compare(
        expr.ops,
        expr.operands.map((operand) => evaluate(m, operand)),
      );
    case 'Lambda':
      return spawnFunction(m, expr, []);
    case 'IfExp':
      return evaluateChoice(
        m,
        expr.test,
        () => evaluate(m, expr.body),
        () => evaluate(m, expr.orelse),
      );
    case 'List':
    case 'Tuple':
      return evaluateItems(m, expr.items);
    case 'Set':
      return { ...evaluateItems(m, expr.items), complete: false };
    case 'Dict':
      return evaluateDict(m, expr.keys, expr.values);
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
      return evaluateComprehension(m, expr);
    case 'Generator':
      return lazyComprehension(m, expr);
    case 'Starred':
    case 'Await':
      return evaluate(m, expr.value);
    case 'Yield':
      return evaluateYield(m, expr);
    case 'NamedExpr': {
      const value = evaluate(m, expr.value);
      assign(m, expr.target, value);
      return value;
    }
    case 'BadExpr':
      return unknown;
  }
}

/** What an f-string says before its first field. */
function startOf({ unit, start, end }: FString): string {
  return /^[fF](["'])([^{}"'\\]*)\{/.exec(unit.text.slice(start, end))?.[2] ?? '';
}

/** `items[1:]` of a sequence that is known. */
function tailOf({ index: [slice, other] }: Subscript, container: Value): Value | null {
  if (container.tag !== 'sequence' || other !== undefined || slice?.kind !== 'Slice') return null;
  const [lower, upper] = slice.parts;
  if (lower?.kind !== 'Num' || upper !== undefined || slice.unit.text[slice.start] === ':') return null;
  return { ...container, items: container.items.slice(lower.value), born: stamp() };
}

function evaluateAttribute(m: Machine, expr: Attribute): Value {
  if (expr.value.kind === 'Call' && expr.value.func.kind === 'Name' && expr.value.func.id === 'super') {
    const inherited = superOf(m, expr.attr);
    if (inherited !== undefined) return inherited;
  }
  return attribute(m, evaluate(m, expr.value), expr.attr, expr);
}

function evaluateCall(m: Machine, expr: Call): Value {
  const callee = evaluate(m, expr.func);
  return callValue(m, callee, evaluateArguments(m, expr), expr);
}

function evaluateArguments(m: Machine, expr: Call): Arguments {
  const { args } = expr;
  if (args.length + expr.keywords.length === 0) return noArguments;
  const positional: Value[] = [];
  /** Those of the call, as long as none of them stands for several. */
  let nodes: readonly Expr[] = args;
  let open = false;
  for (const [index, arg] of args.entries()) {
    const value = evaluate(m, arg);
    if (arg.kind !== 'Starred') {
      positional.push(value);
      if (nodes !== args) nodes = [...nodes, arg];
      continue;
    }
    if (nodes === args) nodes = args.slice(0, index);
    const items = iterate(m, value, arg);
    if (items.tag !== 'sequence' || !items.complete) open = true;
    if (items.tag !== 'sequence') continue;
    positional.push(...items.items);
    nodes = [...nodes, ...items.items.map(() => arg)];
  }
  if (expr.keywords.length === 0)
    return {
      positional,
      keywords: noArguments.keywords,
      open,
      nodes: { positional: nodes, keywords: noArguments.nodes.keywords },
    };
  const keywords = new Map<string, Value>();
  const keywordNodes = new Map<string, Expr>();
  for (const keyword of expr.keywords) {
    const value = evaluate(m, keyword.value);
    if (keyword.name !== null) {
      keywords.set(keyword.name, value);
      keywordNodes.set(keyword.name, keyword.value);
    } else if (value.tag === 'dict') {
      for (const [name, entry] of value.entries) keywords.set(name, entry);
      if (!value.complete) open = true;
    } else open = true;
  }
  return { positional, keywords, open, nodes: { positional: nodes, keywords: keywordNodes } };
}

/** `a or b`, `a and b`: the right side runs only if the left side does not decide. */
function evaluateBool(m: Machine, op: 'and' | 'or', leftExpr: Expr, rightExpr: Expr): Value {
  const left = evaluate(m, leftExpr);
  const answer = truth(left);
  if (answer !== undefined) {
    noteDecided(m, leftExpr);
    return answer === (op === 'or') ? left : evaluate(m, rightExpr);
  }
  let right = unknown as Value;
  branch(m, guardOf(m, leftExpr, left), true, [
    () => {
      right = evaluate(m, rightExpr);
      return 'normal';
    },
    () => 'normal',
  ]);
  const taint = eitherTaint([left.taint, right.taint]);
  // `x and True` with an unknown x stays unknown; `x and False` is false either way.
  if (op === 'and' && truth(right) === false) return constant(false, taint);
  if (op === 'or' && truth(right) === true && right.tag === 'const' && right.value === true)
    return constant(true, taint);
  return tainted(taint);
}

function evaluateChoice(m: Machine, testExpr: Expr, yes: () => Value, no: () => Value): Value {
  const test = evaluate(m, testExpr);
  const answer = truth(test);
  if (answer !== undefined) {
    noteDecided(m, testExpr);
    return answer ? yes() : no();
  }
  const values: Value[] = [];
  branch(
    m,
    guardOf(m, testExpr, test),
    true,
    [yes, no].map((arm) => () => {
      values.push(arm());
      return 'normal' as const;
    }),
  );
  const [a, b] = values;
  if (a === undefined || b === undefined) return unknown;
  return {
    tag: 'union',
    members: [a, b].flatMap((v) => (v.tag === 'union' ? v.members : [v])),
    taint: mergeTaints([eitherTaint([a.taint, b.taint]), test.taint]),
  };
}

function evaluateItems(m: Machine, items: readonly Expr[]): Value & { tag: 'sequence' } {
  const values: Value[] = [];
  let complete = true;
  for (const item of items) {
    const value = evaluate(m, item);
    if (item.kind !== 'Starred') {
      values.push(value);
      continue;
    }
    const items = iterate(m, value, item);
    if (items.tag === 'sequence') values.push(...items.items);
    complete &&= items.tag === 'sequence' && items.complete;
  }
  return sequence(values, complete);
}

function evaluateDict(m: Machine, keys: readonly (Expr | null)[], values: readonly Expr[]): DictValue {
  const entries = bornMap<string, Value>();
  let complete = true;
  values.forEach((expr, i) => {
    const keyExpr = keys[i] ?? null;
    const key = keyExpr === null ? null : evaluate(m, keyExpr);
    const value = evaluate(m, expr);
    if (key?.tag === 'const') entries.set(String(key.value), value);
    else if (keyExpr === null && value.tag === 'dict') {
      for (const [name, entry] of value.entries) entries.set(name, entry);
      complete &&= value.complete;
    } else complete = false;
  });
  return {
    tag: 'dict',
    entries,
    complete,
    taint: mergeTaints([...entries.values()].map((value) => value.taint)),
  };
}
