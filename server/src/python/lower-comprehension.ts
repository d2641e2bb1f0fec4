// Comprehensions and generator expressions.

import type { Comp, CompClause, Expr } from './ast.ts';
import { bad, endOf, enter, expression, expressions, next, startOf, type Walk } from './walk.ts';

export function comprehension(w: Walk, kind: Comp['kind']): Expr {
  const start = startOf(w);
  const end = endOf(w);
  let element: Expr | null = null;
  let value: Expr | null = null;
  const clauses: (CompClause & { tests: Expr[] })[] = [];
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === w.kinds.for_in_clause) {
      clauses.push(forClause(w));
    } else if (type === w.kinds.if_clause) {
      clauses.at(-1)?.tests.push(...expressions(w));
    } else if (type === w.kinds.pair) {
      const [key, item] = expressions(w);
      element = key ?? bad(w, start, start);
      value = item ?? bad(w, start, start);
    } else if (w.expressions[type] !== undefined) {
      element = expression(w, type);
    }
  }
  return { kind, start, end, unit: w.unit, element: element ?? bad(w, start, start), value, clauses };
}

function forClause(w: Walk): CompClause & { tests: Expr[] } {
  const at = startOf(w);
  let async = false;
  const found: Expr[] = [];
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === w.kinds.async) async = true;
    else if (w.expressions[type] !== undefined) found.push(expression(w, type));
  }
  const [target, iter, ...others] = found;
  const last = others.at(-1);
  const whole: Expr | undefined =
    iter !== undefined && last !== undefined
      ? { kind: 'Tuple', start: iter.start, end: last.end, unit: w.unit, items: [iter, ...others] }
      : iter;
  return { target: target ?? bad(w, at, at), iter: whole ?? bad(w, at, at), tests: [], async };
}
