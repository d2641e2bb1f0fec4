// Parameters of functions and lambdas.

import type { Expr, Param } from './ast.ts';
import { type Draft, endOf, enter, expression, identifier, next, startOf, up, type Walk } from './walk.ts';

/** The parameters under the node that the walk is at. Spans hold the stars, the annotation and the default. */
export function parameters(w: Walk): Param[] {
  const { kinds } = w;
  const found: Draft<Param>[] = [];
  let keywordOnly = false;
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === kinds.keyword_separator) {
      keywordOnly = true;
    } else if (type === kinds.positional_separator) {
      for (const param of found) param.kind = 'positional-only';
    } else {
      const param = parameter(w, type);
      if (param === null) continue;
      if (param.kind === 'star') keywordOnly = true;
      else if (param.kind === 'normal' && keywordOnly) param.kind = 'keyword-only';
      found.push(param);
    }
  }
  return found;
}

function parameter(w: Walk, type: number): Draft<Param> | null {
  const { kinds } = w;
  if (
    type === kinds.identifier ||
    type === kinds.list_splat_pattern ||
    type === kinds.dictionary_splat_pattern
  ) {
    return plain(w, type);
  }
  if (
    type !== kinds.default_parameter &&
    type !== kinds.typed_parameter &&
    type !== kinds.typed_default_parameter
  ) {
    return null;
  }
  const start = startOf(w);
  const end = endOf(w);
  const first = enter(w);
  if (first === 0) return null;
  const param = plain(w, first);
  let annotation: Expr | null = null;
  let value: Expr | null = null;
  for (let child = next(w); child !== 0; child = next(w)) {
    if (child === kinds.type) annotation = expression(w, child);
    else if (w.expressions[child] !== undefined) value = expression(w, child);
  }
  return { name: param.name, kind: param.kind, default: value, annotation, start, end };
}

function plain(w: Walk, type: number): Draft<Param> {
  const start = startOf(w);
  const end = endOf(w);
  const { kinds } = w;
  const kind =
    type === kinds.list_splat_pattern
      ? 'star'
      : type === kinds.dictionary_splat_pattern
        ? 'doublestar'
        : 'normal';
  if (kind === 'normal')
    return { name: identifier(w, start, end), kind, default: null, annotation: null, start, end };
  let name = '';
  for (let child = enter(w); child !== 0; child = next(w)) {
    if (child !== kinds.identifier) continue;
    name = identifier(w, startOf(w), endOf(w));
    up(w);
    break;
  }
  return { name, kind, default: null, annotation: null, start, end };
}
