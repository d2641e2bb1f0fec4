// Whether a piece of code gives a name another value.

import type { Expr, Node } from './ast.ts';
import { inside } from './traverse.ts';

/** The node itself, or something inside it. */
export function binds(node: Node, name: string): boolean {
  const targets = (one: Node): Expr[] => {
    switch (one.kind) {
      case 'Assign':
        return [...one.targets];
      case 'AnnAssign':
      case 'AugAssign':
      case 'NamedExpr':
      case 'For':
        return [one.target];
      case 'With':
        return one.items.flatMap((item) => (item.target === null ? [] : [item.target]));
      case 'ListComp':
      case 'SetComp':
      case 'DictComp':
      case 'Generator':
        return one.clauses.map((clause) => clause.target);
      default:
        return [];
    }
  };
  return [node, ...inside(node)].some((one) =>
    targets(one).some((target) =>
      [target, ...inside(target)].some((leaf) => leaf.kind === 'Name' && leaf.id === name),
    ),
  );
}
