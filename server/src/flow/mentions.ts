// Whether a file reads an attribute of some name at all: the last check before saying that an option is never used.

import type { Module } from '../python/module.ts';
import { nodesOf, perUnit } from '../python/traverse.ts';

const attributesOf = perUnit(
  (unit): ReadonlySet<string> =>
    new Set(nodesOf(unit).flatMap((node) => (node.kind === 'Attribute' ? [node.attr] : []))),
);

export function mentionsAttribute(module: Module, name: string): boolean {
  return module.units.some((unit) => attributesOf(unit).has(name));
}
