// Functions and classes, with their decorators.

import type { Block, ClassDef, Expr, FunctionDef, Keyword, Param, Stmt } from './ast.ts';
import { block, endAfter, statement } from './block.ts';
import type { Kinds } from './kinds.ts';
import { callArguments } from './lower-call.ts';
import { parameters } from './lower-parameters.ts';
import {
  type Draft,
  endOf,
  enter,
  expression,
  expressions,
  identifier,
  type Lower,
  next,
  startOf,
  type Walk,
} from './walk.ts';

export function definitions(table: (Lower<Stmt> | undefined)[], kinds: Kinds): void {
  table[kinds.function_definition] = functionDefinition;
  table[kinds.class_definition] = classDefinition;
  table[kinds.decorated_definition] = decorated;
}

/** The definition begins at `def`, `async` or `class`, as in CPython; its decorators lie before it. */
function decorated(w: Walk): Stmt {
  const { kinds } = w;
  const start = startOf(w);
  const end = endOf(w);
  const decorators: Expr[] = [];
  let definition: Stmt | null = null;
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === kinds.decorator) decorators.push(...expressions(w));
    else if (w.statements[type] !== undefined) definition = statement(w, type);
  }
  if (definition?.kind !== 'FunctionDef' && definition?.kind !== 'ClassDef') {
    return { kind: 'BadStmt', start, end, unit: w.unit };
  }
  const drafted: Draft<FunctionDef> | Draft<ClassDef> = definition;
  drafted.decorators = decorators;
  return definition;
}

function functionDefinition(w: Walk): Stmt {
  const start = startOf(w);
  const fallback = endOf(w);
  const { kinds } = w;
  let name = '';
  let nameStart = start;
  let params: readonly Param[] = [];
  let body: Block = [];
  let async = false;
  let generator = false;
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === kinds.block) [body, generator] = functionBody(w);
    else if (type === kinds.identifier) [name, nameStart] = [identifier(w, startOf(w), endOf(w)), startOf(w)];
    else if (type === kinds.parameters) params = parameters(w);
    else if (type === kinds.async) async = true;
    // The return annotation decides nothing; it is read for the comments in it.
    else if (type === kinds.type) expression(w, type);
  }
  const end = endAfter(w, [body], fallback);
  return {
    kind: 'FunctionDef',
    start,
    end,
    unit: w.unit,
    name,
    nameStart,
    params,
    decorators: [],
    body,
    async,
    generator,
  };
}

/** The body, and whether it yields; a yield in defaults or in functions inside is not its own. */
function functionBody(w: Walk): [body: Block, generator: boolean] {
  const outer = w.yields;
  w.yields = false;
  const body = block(w);
  const generator = w.yields;
  w.yields = outer;
  return [body, generator];
}

function classDefinition(w: Walk): Stmt {
  const start = startOf(w);
  const fallback = endOf(w);
  const { kinds } = w;
  let name = '';
  let nameStart = start;
  const bases: Expr[] = [];
  const keywords: Keyword[] = [];
  let body: Block = [];
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === kinds.block) body = block(w);
    else if (type === kinds.identifier) [name, nameStart] = [identifier(w, startOf(w), endOf(w)), startOf(w)];
    else if (type === kinds.argument_list) callArguments(w, bases, keywords);
  }
  const end = endAfter(w, [body], fallback);
  return {
    kind: 'ClassDef',
    start,
    end,
    unit: w.unit,
    name,
    nameStart,
    bases,
    keywords,
    decorators: [],
    body,
  };
}
