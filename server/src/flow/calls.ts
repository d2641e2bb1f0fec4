// Calls, by what is called: a first-party function or class, an object, a library, or one of several.

import type { Call, Expr } from '../python/ast.ts';
import { inClass } from './attributes.ts';
import { runCommands } from './commands.ts';
import { callFunction, instantiate } from './functions.ts';
import { use } from './held.ts';
import { callLibrary } from './library.ts';
import { type Machine, wait } from './machine.ts';
import { noteOptions } from './option-uses.ts';
import { branch } from './paths.ts';
import { suspectSeeding } from './suspicion.ts';
import {
  type Arguments,
  canBeUsed,
  type Instance,
  instance,
  join,
  tainted,
  taintFrom,
  unknown,
  type Value,
} from './values.ts';

export function callValue(m: Machine, callee: Value, args: Arguments, node: Expr): Value {
  switch (callee.tag) {
    case 'function': {
      const value = callFunction(m, callee, args, node);
      if (m.exited) return value;
      runCommands(m, callee, node);
      return value;
    }
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
      return wrappedFunction(m, args) ?? usedByUnknown(m, callee, args, node);
    default:
      return tainted(callee.taint);
  }
}

/** Functions of the script that something unknown gets may be called by it. */
function usedByUnknown(m: Machine, callee: Value, args: Arguments, node: Expr): Value {
  noteOptions(m, '', undefined, args);
  for (const value of args.positional) useFunction(m, value, node);
  for (const value of args.keywords.values()) useFunction(m, value, node);
  return tainted(taintFrom(args.positional, callee.taint));
}

function useFunction(m: Machine, value: Value, node: Expr): void {
  if (value.tag === 'function' || value.tag === 'partial') use(m, value, node);
}

/** What is given a function and nothing else decorates it: what it returns acts as the function does. */
export function wrappedFunction(m: Machine, args: Arguments): Value | undefined {
  const [only, ...others] = args.positional;
  if (only === undefined || others.length + args.keywords.size > 0 || args.open) return undefined;
  if (only.tag !== 'function' && only.tag !== 'partial') return undefined;
  const waiting = instance('');
  waiting.held.push(only);
  wait(m, waiting);
  return only;
}

function callInstance(m: Machine, object: Instance, args: Arguments, node: Expr): Value {
  if (object.class !== null) {
    for (const name of ['__call__', 'forward', 'call']) {
      const method = inClass(object.class, name);
      if (method?.tag === 'function') return callFunction(m, { ...method, self: object }, args, node);
    }
  }
  use(m, object, node);
  runCommands(m, object, node);
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
  return values.reduce(join);
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
  const given = args.keywords.size === 0 ? args.positional : [...args.positional, ...args.keywords.values()];
  const made = instance(type, null, taintFrom(given));
  for (const value of given) if (canBeUsed(value)) made.held.push(value);
  if (made.held.length > 0) wait(m, made);
  if (args.keywords.size > 0)
    for (const name of REMEMBERED) {
      const given = args.keywords.get(name);
      if (given !== undefined) made.attributes.set(name, given);
    }
  return made;
}

/** Arguments that whatever gets the object asks for: where a Trainer runs, how adapters start. */
const REMEMBERED = ['use_cpu', 'no_cuda', 'full_determinism', 'init_lora_weights', 'init_weights'];
