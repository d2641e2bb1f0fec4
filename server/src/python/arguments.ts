// The arguments of a call as they are written: by keyword or position, and what literals say.

import type { Call, Expr } from './ast.ts';

/** The expression given for a parameter; undefined when it is not given, or may come out of `*x`. */
export function argumentOf(call: Call, keyword: string, position: number | null = null): Expr | undefined {
  const named = call.keywords.find(({ name }) => name === keyword)?.value;
  if (named !== undefined || position === null) return named;
  const before = call.args.slice(0, position + 1);
  return before.some((arg) => arg.kind === 'Starred') ? undefined : before[position];
}

/** Whether `*x` or `**x` may bring arguments that are not written. */
export function isOpen(call: Call): boolean {
  return call.args.some((arg) => arg.kind === 'Starred') || call.keywords.some(({ name }) => name === null);
}

/** What a literal says: a number, text, True, False or None; undefined for any other expression. */
export function literalOf(expr: Expr | undefined): number | string | boolean | null | undefined {
  switch (expr?.kind) {
    case 'Num':
      return expr.value;
    case 'Str':
      return expr.value ?? undefined;
    case 'Const':
      return expr.value === '...' ? undefined : expr.value;
    case 'UnaryOp': {
      const value = expr.op === '-' ? literalOf(expr.operand) : undefined;
      return typeof value === 'number' ? -value : undefined;
    }
    default:
      return undefined;
  }
}

/** The source of an expression or statement. */
export function sourceOf(node: { start: number; end: number; unit: { text: string } }): string {
  return node.unit.text.slice(node.start, node.end);
}
