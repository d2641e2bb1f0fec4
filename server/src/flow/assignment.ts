// Binds targets of assignments, loops and `with` to values; attributes of libraries become flags.

import type { Expr } from '../python/ast.ts';
import { inClass } from './attributes.ts';
import { evaluate } from './expressions.ts';
import { setEnvironment, setFlag } from './flags.ts';
import { callFunction } from './functions.ts';
import { bodyOf, iterate } from './iteration.ts';
import { type Machine, put, top } from './machine.ts';
import { noArguments, type Scope, tainted, unknown, type Value } from './values.ts';

export function assign(m: Machine, target: Expr, value: Value): void {
  switch (target.kind) {
    case 'Name':
      put(m, scopeFor(top(m).scope, target.id).variables, target.id, value);
      return;
    case 'Starred':
      assign(m, target.value, tainted(value.taint));
      return;
    case 'Tuple':
    case 'List':
      unpack(m, target.items, value, target);
      return;
    case 'Attribute':
      assignAttribute(m, target, evaluate(m, target.value), target.attr, value);
      return;
    case 'Subscript': {
      const container = evaluate(m, target.value);
      const index =
        target.index.length === 1 && target.index[0] !== undefined ? evaluate(m, target.index[0]) : unknown;
      if (container.tag === 'library') setEnvironment(m, target, container.path, index, value);
      else if (container.tag === 'dict' && index.tag === 'const')
        put(m, container.entries, String(index.value), value);
      return;
    }
    default:
      evaluate(m, target);
  }
}

export function assignAttribute(m: Machine, node: Expr, object: Value, name: string, value: Value): void {
  if (object.tag === 'instance' && object.class === null) setFlag(m, node, `${object.type}.${name}`, value);
  const setter = object.tag === 'instance' && object.class !== null ? inClass(object.class, name) : undefined;
  if (setter?.tag === 'function' && setter.setter !== undefined)
    callFunction(m, { ...setter.setter, self: object }, { ...noArguments, positional: [value] }, node);
  else if (object.tag === 'instance' || object.tag === 'class') put(m, object.attributes, name, value);
  else if (object.tag === 'module') put(m, object.scope.variables, name, value);
  else if (object.tag === 'library') setFlag(m, node, `${object.path}.${name}`, value);
  else if (object.tag === 'union') {
    for (const member of object.members)
      if (member.tag === 'instance') put(m, member.attributes, name, value);
  }
}

function unpack(m: Machine, targets: readonly Expr[], given: Value, node: Expr): void {
  const value = bodyOf(given) === null ? given : iterate(m, given, node);
  const exact = value.tag === 'sequence' && value.complete && value.items.length === targets.length;
  targets.forEach((target, i) => {
    const item = exact ? value.items[i] : undefined;
    assign(m, target, item ?? tainted(value.taint));
  });
}

/** The scope that a name is bound in: this one unless `global` or `nonlocal` says otherwise. */
export function scopeFor(scope: Scope, name: string): Scope {
  return scope.elsewhere?.get(name) ?? scope;
}
