// Whether a place in the text is run more than once each time the code around it is entered.

import type { Node } from './ast.ts';
import { around } from './traverse.ts';

const COMPREHENSIONS = new Set(['ListComp', 'SetComp', 'DictComp', 'Generator']);

/** The loop or comprehension of the same function in whose repeated part a node stands, the innermost one. */
export function loopAround(node: Node): Node | null {
  let inner = node;
  for (const outer of around(node)) {
    if (outer.kind === 'FunctionDef' || outer.kind === 'Lambda' || outer.kind === 'ClassDef') return null;
    // What a loop goes over is evaluated once.
    if (outer.kind === 'For' && inner !== outer.iter && !outer.orelse.includes(inner as never)) return outer;
    if (outer.kind === 'While' && !outer.orelse.includes(inner as never)) return outer;
    if (COMPREHENSIONS.has(outer.kind) && !isFirstIterable(outer, inner)) return outer;
    inner = outer;
  }
  return null;
}

function isFirstIterable(outer: Node, inner: Node): boolean {
  return 'clauses' in outer && outer.clauses[0]?.iter === inner;
}
