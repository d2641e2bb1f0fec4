// Looks names up as Python does: local, enclosing, module, builtins.

import { lookup } from '../catalogue/lookup.ts';
import type { Machine } from './machine.ts';
import { constant, library, type Scope, unknown, type Value } from './values.ts';

/** Key under which a scope keeps the libraries that `from x import *` opened. */
export const STARS = '*';

const BUILTINS: ReadonlyMap<string, Value> = new Map(
  (
    'abs all any bool bytes callable chr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr ' +
    'hash hex id input int isinstance issubclass iter len list locals map max min next object open ord pow print quit range repr ' +
    'reversed round set setattr sorted str sum super tuple type vars zip property staticmethod classmethod __import__'
  )
    .split(' ')
    .map((name) => [name, library(`builtins.${name}`)]),
);

export function lookUp(m: Machine, from: Scope, name: string): Value {
  for (let scope: Scope | null = from; scope !== null; scope = scope.parent) {
    const found = (scope.elsewhere?.get(name) ?? scope).variables.get(name);
    if (found !== undefined) return found;
    const stars = scope.parent === null ? scope.variables.get(STARS) : undefined;
    if (stars?.tag === 'sequence') {
      for (const star of stars.items) {
        if (star.tag === 'library' && lookup(`${star.path}.${name}`) !== undefined)
          return library(`${star.path}.${name}`);
      }
    }
  }
  if (name === '__name__')
    return constant(m.stack[0] !== undefined && m.stack.at(-1)?.module === m.entry ? '__main__' : 'module');
  if (name === '__debug__') return constant(true);
  return BUILTINS.get(name) ?? unknown;
}
