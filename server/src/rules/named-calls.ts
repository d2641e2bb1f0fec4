// The calls of a file with the qualified names that its imports give them, also those that the run does not reach.

import { canonical } from '../catalogue/canonical.ts';
import { pathOf } from '../fixes/bindings.ts';
import { bindingsFor } from '../fixes/context.ts';
import type { Call } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import { everyNode } from '../python/traverse.ts';

export interface NamedCall {
  readonly call: Call;
  /** The catalogue's name for what is called. */
  readonly path: string;
}

const known = new WeakMap<Module, readonly NamedCall[]>();

/** In the order of the text. */
export function namedCalls(module: Module): readonly NamedCall[] {
  const found = known.get(module);
  if (found !== undefined) return found;
  const bindings = bindingsFor(module);
  const place = new Map(module.units.map((unit, index) => [unit, index]));
  const calls = everyNode(module)
    .flatMap((node) => {
      const path = node.kind === 'Call' ? pathOf(bindings, node.func) : undefined;
      return node.kind === 'Call' && path !== undefined ? [{ call: node, path: canonical(path) }] : [];
    })
    .sort(
      (a, b) => (place.get(a.call.unit) ?? 0) - (place.get(b.call.unit) ?? 0) || a.call.start - b.call.start,
    );
  known.set(module, calls);
  return calls;
}
