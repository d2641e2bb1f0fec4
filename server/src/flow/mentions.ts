// Whether a file reads an attribute or an entry of some name at all: the last check before saying that it is never used.

import type { Module } from '../python/module.ts';
import { nodesOf, perUnit } from '../python/traverse.ts';

const attributesOf = perUnit(
  (unit): ReadonlySet<string> =>
    new Set(nodesOf(unit).flatMap((node) => (node.kind === 'Attribute' ? [node.attr] : []))),
);

const entriesOf = perUnit(
  (unit): ReadonlySet<string> =>
    new Set(
      nodesOf(unit).flatMap((node) =>
        node.kind === 'Subscript'
          ? node.index.flatMap((index) => (index.kind === 'Str' && index.value !== null ? [index.value] : []))
          : [],
      ),
    ),
);

export function mentionsAttribute(module: Module, name: string): boolean {
  return module.units.some((unit) => attributesOf(unit).has(name));
}

/** `table['name']` */
export function mentionsEntry(module: Module, name: string): boolean {
  return module.units.some((unit) => entriesOf(unit).has(name));
}
