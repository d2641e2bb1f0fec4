// The names that a piece of syntax reads or binds, each once.

import type { Node } from '../python/ast.ts';

export function namesIn(node: Node): Set<string> {
  const names = new Set<string>();
  visit(node, names);
  return names;
}

/** Syntax is plain data: whatever is an object with a kind, and is not the unit that holds it, is part of it. */
function visit(value: unknown, names: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, names);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if ('kind' in value && value.kind === 'Name' && 'id' in value && typeof value.id === 'string')
    names.add(value.id);
  for (const [key, inner] of Object.entries(value)) if (key !== 'unit') visit(inner, names);
}
