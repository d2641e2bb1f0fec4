// Comprehensions, whose element is evaluated for the items of their clauses in a scope of its own.

import type { Comp } from '../python/ast.ts';
import { assign } from './assignment.ts';
import { evaluate } from './expressions.ts';
import { bornMap } from './history.ts';
import { iterate } from './iteration.ts';
import { type Machine, top } from './machine.ts';
import { turns } from './operators.ts';
import { mergeTaints, newScope, sequence, type Value } from './values.ts';

/** The element runs once for each item that is worth it; what comes out stays known, its length does not. */
export function evaluateComprehension(m: Machine, expr: Comp): Value {
  const frame = top(m);
  const inner = { ...frame, scope: newScope('function', frame.scope) };
  m.stack[m.stack.length - 1] = inner;
  try {
    const made: [key: Value, value: Value | null][] = [];
    clauses(m, expr, 0, () => {
      const element = evaluate(m, expr.element);
      made.push([element, expr.value === null ? null : evaluate(m, expr.value)]);
    });
    if (expr.value === null)
      return sequence(
        made.map(([element]) => element),
        false,
      );
    const entries = made.flatMap(([key, value]) =>
      key.tag === 'const' && value !== null ? [[String(key.value), value] as const] : [],
    );
    const taint = mergeTaints(made.map(([, value]) => value?.taint));
    return { tag: 'dict', entries: bornMap(entries), complete: false, taint };
  } finally {
    m.stack[m.stack.length - 1] = frame;
  }
}

function clauses(m: Machine, expr: Comp, depth: number, element: () => void): void {
  const clause = expr.clauses[depth];
  if (clause === undefined) {
    element();
    return;
  }
  const items = turns(iterate(m, evaluate(m, clause.iter), clause.iter));
  for (const item of depth === 0 ? items : items.slice(0, 1)) {
    assign(m, clause.target, item);
    for (const test of clause.tests) evaluate(m, test);
    clauses(m, expr, depth + 1, element);
  }
}
