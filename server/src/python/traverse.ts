// Walks the parsed tree without interpreting it: every node of a file, and what stands around each.

import type { Node, Unit } from './ast.ts';
import type { Module } from './module.ts';

const known = new WeakMap<Unit['body'], ReadonlyMap<Node, Node>>();

/** The nodes directly inside a node, those of clauses, parameters and keywords included. */
export function childrenOf(node: Node): Node[] {
  const found: Node[] = [];
  for (const [key, value] of Object.entries(node)) if (key !== 'unit') gather(value, found);
  return found;
}

function gather(value: unknown, found: Node[]): void {
  if (Array.isArray(value)) {
    for (const item of value) gather(item, found);
  } else if (typeof value === 'object' && value !== null) {
    if ('kind' in value && 'unit' in value) found.push(value as Node);
    else for (const inner of Object.values(value)) gather(inner, found);
  }
}

function parentsOf(unit: Unit): ReadonlyMap<Node, Node> {
  const cached = known.get(unit.body);
  if (cached !== undefined) return cached;
  const parents = new Map<Node, Node>();
  const waiting: Node[] = [unit.body];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const child of childrenOf(node)) {
      parents.set(child, node);
      waiting.push(child);
    }
  }
  known.set(unit.body, parents);
  return parents;
}

/** What stands around a node, nearest first, up to its top-level statement. */
export function around(node: Node): Node[] {
  const parents = parentsOf(node.unit);
  const found: Node[] = [];
  for (let up = parents.get(node); up !== undefined; up = parents.get(up)) found.push(up);
  return found;
}

/** Every node of a file in no particular order within a statement. */
export function everyNode(module: Module): Node[] {
  return module.units.flatMap((unit) => [unit.body, ...parentsOf(unit).keys()]);
}

/** Every node inside one, itself left out. */
export function inside(node: Node): Node[] {
  const found: Node[] = [];
  const waiting = childrenOf(node);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    found.push(next);
    waiting.push(...childrenOf(next));
  }
  return found;
}
