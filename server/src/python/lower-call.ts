// Calls and their arguments, which classes share for their bases.

import type { Call, Expr, Keyword } from './ast.ts';
import {
  bad,
  endOf,
  enter,
  expression,
  expressions,
  identifier,
  next,
  starOut,
  startOf,
  type Walk,
} from './walk.ts';

export function call(w: Walk): Expr {
  const start = startOf(w);
  const end = endOf(w);
  const first = enter(w);
  if (first === 0) return bad(w, start, end);
  const func = expression(w, first);
  const args: Expr[] = [];
  const keywords: Keyword[] = [];
  let open = end;
  for (let type = next(w); type !== 0; type = next(w)) {
    open = startOf(w) + 1;
    if (type === w.kinds.argument_list) callArguments(w, args, keywords);
    else if (w.expressions[type] !== undefined) args.push(expression(w, type));
  }
  const close = Math.max(open, end - 1);
  const lowered: Call = { kind: 'Call', start, end, unit: w.unit, func, args, keywords, open, close };
  return func.kind === 'Starred' ? starOut(w, lowered, { func: func.value }) : lowered;
}

/** Adds the arguments of the argument list that the walk is at. */
export function callArguments(w: Walk, args: Expr[], keywords: Keyword[]): void {
  const { kinds } = w;
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === kinds.keyword_argument) keywords.push(keyword(w));
    else if (type === kinds.dictionary_splat) keywords.push(splat(w));
    else if (w.expressions[type] !== undefined) args.push(expression(w, type));
  }
}

function keyword(w: Walk): Keyword {
  const start = startOf(w);
  const end = endOf(w);
  let name: string | null = null;
  let value: Expr | null = null;
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (name === null) name = identifier(w, start, endOf(w));
    else if (w.expressions[type] !== undefined) value = expression(w, type);
  }
  return { name: name ?? '', value: value ?? bad(w, end, end), start, end };
}

function splat(w: Walk): Keyword {
  const start = startOf(w);
  const end = endOf(w);
  const [value] = expressions(w);
  return { name: null, value: value ?? bad(w, end, end), start, end };
}
