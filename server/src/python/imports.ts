// Imports.

import type { ImportName, Stmt } from './ast.ts';
import { accept, advance, end, expect, expectName, fail, kind, type Reader, start } from './reader.ts';
import * as T from './tokens.ts';

export function plainImport(r: Reader): Stmt {
  const from = start(r);
  advance(r);
  const names: ImportName[] = [];
  do {
    const begin = start(r);
    const path = dotted(r);
    const as = accept(r, T.AS) ? expectName(r) : null;
    names.push({ path, as, start: begin, end: end(r) });
  } while (accept(r, T.COMMA));
  return { kind: 'Import', start: from, end: end(r), unit: r.unit, names };
}

export function fromImport(r: Reader): Stmt {
  const from = start(r);
  advance(r);
  let level = 0;
  for (;;) {
    if (accept(r, T.DOT)) level += 1;
    else if (accept(r, T.ELLIPSIS)) level += 3;
    else break;
  }
  const module = level === 0 || kind(r) === T.NAME ? dotted(r) : '';
  expect(r, T.IMPORT);
  const names = imported(r);
  return { kind: 'ImportFrom', start: from, end: end(r), unit: r.unit, module, level, names };
}

function imported(r: Reader): ImportName[] {
  const begin = start(r);
  if (accept(r, T.STAR)) return [{ path: '*', as: null, start: begin, end: end(r) }];
  const names: ImportName[] = [];
  const bracketed = accept(r, T.OPEN_PAREN);
  do {
    if (bracketed && names.length > 0 && kind(r) === T.CLOSE_PAREN) break;
    const at = start(r);
    const path = expectName(r);
    const as = accept(r, T.AS) ? expectName(r) : null;
    names.push({ path, as, start: at, end: end(r) });
  } while (accept(r, T.COMMA));
  if (bracketed) expect(r, T.CLOSE_PAREN);
  else if (names.length === 0) fail(r);
  return names;
}

/** A dotted name, without the space that Python allows around its dots. */
function dotted(r: Reader): string {
  let path = expectName(r);
  while (accept(r, T.DOT)) path += `.${expectName(r)}`;
  return path;
}
