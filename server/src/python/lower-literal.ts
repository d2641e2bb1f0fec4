// Numbers and strings; of an f-string only what it interpolates, because its text decides nothing here.

import type { Expr } from './ast.ts';
import { isPython2Number, numberValue, stringForm, stringValue } from './literal.ts';
import { endOf, enter, expression, expressions, invalid, next, slice, startOf, type Walk } from './walk.ts';

export function number(w: Walk, type: number): Expr {
  const start = startOf(w);
  const end = endOf(w);
  const source = slice(w, start, end);
  const last = source.charCodeAt(source.length - 1) | 32;
  const imaginary = last === 106;
  const int = type === w.kinds.integer && !imaginary;
  if (int && isPython2Number(source)) invalid(w);
  return { kind: 'Num', start, end, unit: w.unit, value: imaginary ? Number.NaN : numberValue(source), int };
}

export function string(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  const form = stringForm(w.text, w.base + start, w.base + end);
  if (form.formatted) {
    const parts: Expr[] = [];
    interpolations(w, parts);
    return { kind: 'FString', start, end, unit: w.unit, parts };
  }
  return { kind: 'Str', start, end, unit: w.unit, value: stringValue(w.text, form), bytes: form.bytes };
}

/** Adjacent literals: an f-string if any of them is one, else one string. */
export function concatenated(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  let value: string | null = '';
  let bytes = false;
  let parts: Expr[] | null = null;
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type !== w.kinds.string) continue;
    const piece = string(w);
    if (piece.kind === 'FString') {
      parts = [...(parts ?? []), ...piece.parts];
    } else if (piece.kind === 'Str') {
      bytes ||= piece.bytes;
      value = value === null || piece.value === null ? null : value + piece.value;
    }
  }
  if (parts !== null) return { kind: 'FString', start, end, unit: w.unit, parts };
  return { kind: 'Str', start, end, unit: w.unit, value, bytes };
}

function interpolations(w: Walk, parts: Expr[]): void {
  const { kinds } = w;
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === kinds.interpolation || type === kinds.format_expression) interpolation(w, parts);
  }
}

/** `{expression=!r:format}`, whose format may hold interpolations of its own. */
function interpolation(w: Walk, parts: Expr[]): void {
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === w.kinds.format_specifier) interpolations(w, parts);
    // `{x:=10}` is `x` in a format that begins with `=`: an assignment would need parentheses.
    else if (type === w.kinds.named_expression) parts.push(...expressions(w).slice(0, 1));
    else if (w.expressions[type] !== undefined) parts.push(expression(w, type));
  }
}
