// Functions and classes, with their decorators.

import type { ClassDef, Expr, FunctionDef, Keyword, Param, Stmt } from './ast.ts';
import { expression, named } from './expression.ts';
import { parameters } from './parameters.ts';
import { callArguments } from './primary.ts';
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
import { skipTypeParameters } from './simple.ts';
import { asynchronous, block, head } from './statement.ts';
import * as T from './tokens.ts';

/** The definition begins at `def`, `async` or `class`, as in CPython; its decorators lie before it. */
export function decorated(r: Reader): Stmt {
  const decorators: Expr[] = [];
  while (accept(r, T.AT)) {
    decorators.push(named(r));
    expect(r, T.NEWLINE);
  }
  const definition = definitionHere(r);
  if (definition.kind !== 'FunctionDef' && definition.kind !== 'ClassDef') return fail(r);
  const drafted: Draft<FunctionDef> | Draft<ClassDef> = definition;
  drafted.decorators = decorators;
  return definition;
}

function definitionHere(r: Reader): Stmt {
  if (kind(r) === T.DEF) return functionDefinition(r, start(r), false);
  if (kind(r) === T.CLASS) return classDefinition(r);
  return kind(r) === T.ASYNC ? asynchronous(r) : fail(r);
}

export function functionDefinition(r: Reader, from: number, async: boolean): Stmt {
  advance(r);
  const nameStart = start(r);
  const name = expectName(r);
  let params: readonly Param[] = [];
  head(r, () => {
    skipTypeParameters(r);
    expect(r, T.OPEN_PAREN);
    params = parameters(r, T.CLOSE_PAREN, true);
    advance(r);
    // The return annotation decides nothing.
    if (accept(r, T.ARROW)) expression(r);
  });
  // A yield in defaults or in functions inside is not the function's own.
  const outer = r.yields;
  r.yields = false;
  const body = block(r);
  const generator = r.yields;
  r.yields = outer;
  return {
    kind: 'FunctionDef',
    start: from,
    end: end(r),
    unit: r.unit,
    name,
    nameStart,
    params,
    decorators: [],
    body,
    async,
    generator,
  };
}

export function classDefinition(r: Reader): Stmt {
  const from = start(r);
  advance(r);
  const nameStart = start(r);
  const name = expectName(r);
  const bases: Expr[] = [];
  const keywords: Keyword[] = [];
  head(r, () => {
    skipTypeParameters(r);
    if (kind(r) === T.OPEN_PAREN) callArguments(r, bases, keywords);
  });
  const body = block(r);
  return {
    kind: 'ClassDef',
    start: from,
    end: end(r),
    unit: r.unit,
    name,
    nameStart,
    bases,
    keywords,
    decorators: [],
    body,
  };
}
