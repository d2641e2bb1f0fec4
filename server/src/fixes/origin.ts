// The expression through which a value enters a script: the right side of the assignment that first held it.

import type { Expr, Node } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import { placesOf } from './blocks.ts';

/** Null when the value does not come by way of a plain assignment, or stands in the argument itself. */
export function originStatement(module: Module, origin: Node, argument: Expr): Expr | null {
  if (origin.unit === argument.unit && argument.start <= origin.start && origin.end <= argument.end)
    return null;
  const statement = placesOf(module, origin).at(-1)?.statement;
  if (statement?.kind !== 'Assign' || statement.targets.length !== 1) return null;
  const [target] = statement.targets;
  return target?.kind === 'Name' || target?.kind === 'Attribute' ? statement.value : null;
}
