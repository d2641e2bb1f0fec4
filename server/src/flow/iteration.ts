// Iterating a value: what runs when Python asks it for its items, and which items are known.

import type { Comp, Expr, Lambda, Yield } from '../python/ast.ts';
import { inClass } from './attributes.ts';
import { evaluate } from './expressions.ts';
import { callFunction, lazily, runFunction } from './functions.ts';
import { use } from './held.ts';
import { markUsed } from './history.ts';
import { type Machine, top } from './machine.ts';
import {
  type FunctionValue,
  type Instance,
  join,
  noArguments,
  sequence,
  tainted,
  unknown,
  type Value,
} from './values.ts';

/** Run what iterating runs; a sequence of the items where they are known, else the value itself. */
export function iterate(m: Machine, value: Value, node: Expr): Value {
  switch (value.tag) {
    case 'instance':
      return ofObject(m, value, node);
    case 'union':
      return value.members.map((member) => iterate(m, member, node)).reduce(join);
    default:
      return value;
  }
}

/** Containers of layers: to iterate one runs none of them. */
const CONTAINERS = /^torch\.nn\.(?:ModuleList|ModuleDict|Sequential|ParameterList)$/;

function ofObject(m: Machine, object: Instance, node: Expr): Value {
  const body = bodyOf(object);
  if (body !== null) {
    if (m.reach !== 'skipped') markUsed(m, object);
    return runFunction(m, body.callee, body.args, node);
  }
  if (CONTAINERS.test(object.type) && object.class === null) return sequence(itemsOf(object.held), false);
  const cls = object.class;
  const iter = cls === null ? undefined : inClass(cls, '__iter__');
  if (iter?.tag === 'function' && !m.asked.has(object)) {
    if (m.reach !== 'skipped') markUsed(m, object);
    m.asked.add(object);
    try {
      const iterator = callFunction(m, { ...iter, self: object }, noArguments, node);
      if (iterator !== object) return iterate(m, iterator, node);
    } finally {
      m.asked.delete(object);
    }
  }
  for (const name of ['__next__', '__getitem__']) {
    const method = cls === null ? undefined : inClass(cls, name);
    if (method?.tag !== 'function') continue;
    if (m.reach !== 'skipped') markUsed(m, object);
    return sequence(
      [callFunction(m, { ...method, self: object }, { ...noArguments, open: true }, node)],
      false,
    );
  }
  use(m, object, node);
  return object;
}

function itemsOf(held: readonly Value[]): Value[] {
  return held.flatMap((value) => (value.tag === 'sequence' ? value.items : [value])).slice(0, 16);
}

/** The function behind a generator that has not run. */
export function bodyOf(
  value: Value,
): { readonly callee: FunctionValue; readonly args: (Value & { tag: 'partial' })['args'] } | null {
  if (value.tag !== 'instance' || value.type !== 'generator') return null;
  const [held] = value.held;
  return held?.tag === 'partial' && held.callee.tag === 'function'
    ? { callee: held.callee, args: held.args }
    : null;
}

export function evaluateYield(m: Machine, expr: Yield): Value {
  const given = expr.value === null ? unknown : evaluate(m, expr.value);
  const { yields, onYield } = top(m);
  if (!expr.from) {
    yields.push(given);
    onYield?.(given);
    return unknown;
  }
  const items = iterate(m, given, expr);
  yields.push(...(items.tag === 'sequence' ? items.items.slice(0, 8) : [tainted(items.taint)]));
  return unknown;
}

const bodies = new WeakMap<Comp, Lambda>();

/** It stands where the expression stands, wherever an edit moves that. */
function bodyFor(expr: Comp): Lambda {
  return Object.assign(Object.create(expr) as Comp, {
    kind: 'Lambda' as const,
    params: [],
    body: Object.assign(Object.create(expr) as Comp, { kind: 'ListComp' as const }),
  });
}

/** A generator expression runs when it is iterated: as a function without parameters that makes a list. */
export function lazyComprehension(m: Machine, expr: Comp): Instance {
  const body = bodies.get(expr) ?? bodyFor(expr);
  bodies.set(expr, body);
  const { module, scope } = top(m);
  const made: FunctionValue = {
    tag: 'function',
    def: body,
    module,
    scope,
    defaults: new Map(),
    decorators: [],
  };
  return lazily(m, made, noArguments);
}
