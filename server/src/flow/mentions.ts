// Whether a file reads an attribute of some name at all: the last check before saying that an option is never used.

import type { Module } from '../python/module.ts';
import { everyNode } from '../python/traverse.ts';

const known = new WeakMap<Module, ReadonlySet<string>>();

export function mentionsAttribute(module: Module, name: string): boolean {
  let names = known.get(module);
  if (names === undefined) {
    names = new Set(everyNode(module).flatMap((node) => (node.kind === 'Attribute' ? [node.attr] : [])));
    known.set(module, names);
  }
  return names.has(name);
}
