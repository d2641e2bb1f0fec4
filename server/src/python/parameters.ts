// Parameters of functions and lambdas.

import type { Expr, Param } from './ast.ts';
import { bits, expression, starred } from './expression.ts';
import {
  accept,
  advance,
  type Draft,
  end,
  expect,
  expectName,
  fail,
  kind,
  type Reader,
  start,
} from './reader.ts';
import * as T from './tokens.ts';

/** The parameters up to the closing token, which is left. Spans hold the stars, the annotation and the default. */
export function parameters(r: Reader, closing: number, annotated: boolean): Param[] {
  const found: Draft<Param>[] = [];
  let keywordOnly = false;
  while (kind(r) !== closing) {
    const from = start(r);
    if (accept(r, T.SLASH)) {
      for (const param of found) param.kind = 'positional-only';
    } else if (accept(r, T.STAR)) {
      keywordOnly = true;
      if (kind(r) === T.NAME) found.push(parameter(r, from, 'star', annotated));
      else if (kind(r) !== T.COMMA) fail(r);
    } else if (accept(r, T.POWER)) {
      found.push(parameter(r, from, 'doublestar', annotated));
    } else {
      found.push(parameter(r, from, keywordOnly ? 'keyword-only' : 'normal', annotated));
    }
    if (kind(r) !== closing) expect(r, T.COMMA);
  }
  return found;
}

function parameter(r: Reader, from: number, of: Param['kind'], annotated: boolean): Param {
  const name = expectName(r);
  let annotation: Expr | null = null;
  if (annotated && accept(r, T.COLON))
    annotation = of === 'star' && kind(r) === T.STAR ? starred(r, bits) : expression(r);
  let value: Expr | null = null;
  if (kind(r) === T.EQUAL && of !== 'star' && of !== 'doublestar') {
    advance(r);
    value = expression(r);
  }
  return { name, kind: of, default: value, annotation, start: from, end: end(r) };
}
