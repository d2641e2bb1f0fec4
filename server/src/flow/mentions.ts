// Whether a file reads an attribute of some name at all: the last check before saying that an option is never used.

import type { Module } from '../python/module.ts';

const known = new WeakMap<Module, ReadonlySet<string>>();

export function mentionsAttribute(module: Module, name: string): boolean {
  let names = known.get(module);
  if (names === undefined) {
    const found = new Set<string>();
    for (const unit of module.units) visit(unit.body, found);
    names = found;
    known.set(module, names);
  }
  return names.has(name);
}

/** Syntax is plain data: every object in it but the unit that holds it. */
function visit(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, found);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if ('kind' in value && value.kind === 'Attribute' && 'attr' in value && typeof value.attr === 'string')
    found.add(value.attr);
  for (const [key, inner] of Object.entries(value)) if (key !== 'unit') visit(inner, found);
}
