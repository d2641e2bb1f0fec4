// Calls, by what is called: a first-party function or class, an object, a library, or one of several.

import type { Call, Expr } from '../python/ast.ts';
import { inClass } from './attributes.ts';
import { callFunction, instantiate } from './functions.ts';
import { use } from './held.ts';
import { callLibrary, suspectSeeding } from './library.ts';
import { branch, type Machine } from './machine.ts';
import {
  type Arguments,
  type Instance,
  instance,
  join,
  mergeTaints,
  tainted,
  unknown,
  type Value,
} from './values.ts';

export function callValue(m: Machine, callee: Value, args: Arguments, node: Expr): Value {
  switch (callee.tag) {
    case 'function':
      return callFunction(m, callee, args, node);
    case 'class':
      return instantiate(m, callee, args, node as Call);
    case 'instance':
      return callInstance(m, callee, args, node);
    case 'library':
      return callLibrary(m, callee, args, node);
    case 'partial':
      return callValue(m, callee.callee, merged(callee.args, args), node);
    case 'union':
      return callAny(m, callee.members, args, node);
    case 'unknown':
      suspectSeeding(m, node, args);
      useFunctions(m, args, node);
      return tainted(mergeTaints([callee.taint, ...args.positional.map((value) => value.taint)]));
    default:
      return tainted(callee.taint);
  }
}

/** Functions of the script that something unknown gets may be called by it. */
export function useFunctions(m: Machine, args: Arguments, node: Expr): void {
  for (const value of [...args.positional, ...args.keywords.values()]) {
    if (value.tag === 'function' || value.tag === 'partial') use(m, value, node);
  }
}

function callInstance(m: Machine, object: Instance, args: Arguments, node: Expr): Value {
  if (object.class !== null) {
    for (const name of ['__call__', 'forward', 'call']) {
      const method = inClass(object.class, name);
      if (method?.tag === 'function') return callFunction(m, { ...method, self: object }, args, node);
    }
  }
  use(m, object, node);
  const type = object.type === '' ? null : `${object.type}.__call__`;
  return type === null ? unknown : callLibrary(m, { tag: 'library', path: type, self: object }, args, node);
}

function callAny(m: Machine, callees: readonly Value[], args: Arguments, node: Expr): Value {
  const known = callees.filter((callee) => callee.tag !== 'unknown' && callee.tag !== 'const');
  if (known.length === 1 && known[0] !== undefined) return callValue(m, known[0], args, node);
  if (known.length === 0) return unknown;
  const values: Value[] = [];
  branch(
    m,
    null,
    true,
    known.map((callee) => () => {
      values.push(callValue(m, callee, args, node));
      return 'normal' as const;
    }),
  );
  return values.length === 0 ? unknown : values.reduce(join);
}

function merged(first: Arguments, then: Arguments): Arguments {
  return {
    positional: [...first.positional, ...then.positional],
    keywords: new Map([...first.keywords, ...then.keywords]),
    open: first.open || then.open,
    nodes: {
      positional: [...first.nodes.positional, ...then.nodes.positional],
      keywords: new Map([...first.nodes.keywords, ...then.nodes.keywords]),
    },
  };
}

/** An object of a library, that holds what it was made from until it is used. */
export function holder(m: Machine, type: string, args: Arguments): Instance {
  const made = instance(
    type,
    null,
    mergeTaints([...args.positional, ...args.keywords.values()].map((value) => value.taint)),
  );
  for (const value of [...args.positional, ...args.keywords.values()])
    if (canBeUsed(value)) made.held.push(value);
  if (made.held.length > 0) m.waiting.push(made);
  for (const name of REMEMBERED) {
    const given = args.keywords.get(name);
    if (given !== undefined) made.attributes.set(name, given);
  }
  return made;
}

/** Arguments that whatever gets the object asks for: the workers of a loader, where a Trainer runs, how adapters start. */
const REMEMBERED = [
  'num_workers',
  'use_cpu',
  'no_cuda',
  'full_determinism',
  'init_lora_weights',
  'init_weights',
];

export function canBeUsed(value: Value): boolean {
  switch (value.tag) {
    case 'function':
    case 'partial':
      return true;
    case 'instance':
      return value.class !== null || value.held.length > 0 || value.pending.length > 0;
    case 'sequence':
      return value.items.some(canBeUsed);
    case 'dict':
      return [...value.entries.values()].some(canBeUsed);
    case 'union':
      return value.members.some(canBeUsed);
    default:
      return false;
  }
}
