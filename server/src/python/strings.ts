// String literals; of an f-string only what it interpolates, because its text decides nothing here.

import type { Expr } from './ast.ts';
import { expressions, yieldOr } from './expression.ts';
import { stringForm, stringValue } from './literal.ts';
import { accept, advance, end, expect, fail, kind, type Reader, start } from './reader.ts';
import * as T from './tokens.ts';

/** Adjacent literals are one: an f-string if any of them is one, else a string. */
export function strings(r: Reader): Expr {
  const from = start(r);
  let value: string | null = '';
  let bytes = false;
  let parts: Expr[] | null = null;
  for (;;) {
    if (kind(r) === T.STRING) {
      const form = stringForm(r.text, r.starts[r.at] as number, r.ends[r.at] as number);
      const piece = stringValue(r.text, form);
      bytes ||= form.bytes;
      value = value === null || piece === null ? null : value + piece;
      advance(r);
    } else if (kind(r) === T.F_START) {
      parts ??= [];
      advance(r);
      fields(r, parts);
      expect(r, T.F_END);
    } else {
      break;
    }
  }
  if (parts !== null) return { kind: 'FString', start: from, end: end(r), unit: r.unit, parts };
  return { kind: 'Str', start: from, end: end(r), unit: r.unit, value, bytes };
}

/** `{expression=!r:format}`, whose format may have fields of its own. */
function fields(r: Reader, parts: Expr[]): void {
  while (accept(r, T.FIELD)) {
    parts.push(yieldOr(r, expressions));
    accept(r, T.EQUAL);
    if (accept(r, T.CONVERSION)) {
      if (kind(r) !== T.NAME) fail(r);
      advance(r);
    }
    if (accept(r, T.FORMAT)) fields(r, parts);
    expect(r, T.FIELD_END);
  }
}
