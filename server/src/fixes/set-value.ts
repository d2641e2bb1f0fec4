// Replaces one expression by another.

import type { Edit, Fix } from '../finding.ts';
import type { Expr } from '../python/ast.ts';
import { type Module, spanOf } from '../python/module.ts';

export function replaceBy(module: Module, expression: Expr, text: string): Edit {
  return { span: spanOf(module, expression), text };
}

/** A fix of one replaced expression; null where the syntax around it did not parse. */
export function setValue(
  module: Module,
  expression: Expr | null,
  text: string,
  title: string,
  safe: boolean,
): Fix | null {
  if (expression === null || expression.unit.broken) return null;
  return { title, safe, edits: [replaceBy(module, expression, text)] };
}
