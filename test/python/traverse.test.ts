// Walking the typed tree finds every node that it holds, whatever field it stands in.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadGrammar } from '../../server/src/project/grammar.ts';
import type { Node } from '../../server/src/python/ast.ts';
import { parseModule } from '../../server/src/python/document.ts';
import { around, childrenOf, everyNode, inside } from '../../server/src/python/traverse.ts';

const python = await loadGrammar();
const folder = join(import.meta.dirname, 'snippets');
const modules = readdirSync(folder).map((name) =>
  parseModule(python, name, readFileSync(join(folder, name), 'utf8')),
);

/** By reflection over all fields, which is slow and forgets none. */
function reflected(value: unknown, found: Node[] = []): Node[] {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'unit' || typeof inner !== 'object' || inner === null) continue;
    if ('unit' in inner) found.push(inner as Node);
    else reflected(inner, found);
  }
  return found;
}

test.each(modules.map((module) => [module.file, module] as const))(
  'the children of every node of %s',
  (_, module) => {
    const nodes = everyNode(module);
    expect(nodes.length).toBeGreaterThan(20);
    for (const node of nodes) expect(new Set(childrenOf(node))).toEqual(new Set(reflected(node)));
  },
);

test('each node is found once, and around it is what holds it', () => {
  for (const module of modules) {
    const nodes = everyNode(module);
    expect(new Set(nodes).size).toBe(nodes.length);
    for (const node of nodes) {
      const [parent] = around(node);
      if (parent === undefined) expect(node).toBe(node.unit.body);
      else expect(childrenOf(parent)).toContain(node);
    }
  }
});

test('inside a node is everything below it and not itself', () => {
  for (const module of modules) {
    const inner = module.units.reduce((sum, unit) => sum + inside(unit.body).length, 0);
    expect(inner + module.units.length).toBe(everyNode(module).length);
  }
});
