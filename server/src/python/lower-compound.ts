// Compound statements but definitions: if, for, while, try, with, match.

import type { Block, Expr, Handler, Match, Stmt, With } from './ast.ts';
import { block, endAfter } from './block.ts';
import type { Kinds } from './kinds.ts';
import { captures, meaning } from './lower-match.ts';
import {
  bad,
  endOf,
  enter,
  expression,
  expressions,
  identifier,
  type Lower,
  MAX_DEPTH,
  next,
  slice,
  startOf,
  type Walk,
} from './walk.ts';

export function compoundStatements(table: (Lower<Stmt> | undefined)[], kinds: Kinds): void {
  table[kinds.if_statement] = conditional;
  table[kinds.for_statement] = forLoop;
  table[kinds.while_statement] = whileLoop;
  table[kinds.try_statement] = tried;
  table[kinds.with_statement] = managed;
  table[kinds.match_statement] = matched;
}

interface Branch {
  readonly start: number;
  readonly test: Expr;
  readonly body: Block;
}

/** Each `elif` is an If alone in the `orelse` before it, built from the last one so that a long chain needs no recursion. */
function conditional(w: Walk): Stmt {
  const fallback = endOf(w);
  const { kinds } = w;
  const elifs: Branch[] = [];
  let orelse: Block = [];
  const first = branch(w, (type) => {
    if (type === kinds.elif_clause) {
      // Each one lies a level deeper than the one before, and what is too deep to be read must not be built.
      const deeper = elifs.length + 1;
      if (w.depth + deeper >= MAX_DEPTH) return;
      w.depth += deeper;
      elifs.push(branch(w));
      w.depth -= deeper;
    } else if (type === kinds.else_clause) {
      orelse = suite(w);
    }
  });
  for (let at = elifs.length - 1; at >= 0; at--) {
    const { start, test, body } = elifs[at] as Branch;
    orelse = [
      { kind: 'If', start, end: endAfter(w, [body, orelse], fallback), unit: w.unit, test, body, orelse },
    ];
  }
  const { start, test, body } = first;
  return { kind: 'If', start, end: endAfter(w, [body, orelse], fallback), unit: w.unit, test, body, orelse };
}

/** The test and block of an if or elif; `other` gets the further children. */
function branch(w: Walk, other?: (type: number) => void): Branch {
  const start = startOf(w);
  let test: Expr | null = null;
  let body: Block = [];
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === w.kinds.block) body = block(w);
    else if (w.expressions[type] !== undefined) test = expression(w, type);
    else other?.(type);
  }
  return { start, test: test ?? bad(w, start, start), body };
}

/** The block of an else or finally clause. */
function suite(w: Walk): Block {
  let body: Block = [];
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === w.kinds.block) body = block(w);
  }
  return body;
}

function forLoop(w: Walk): Stmt {
  const start = startOf(w);
  const fallback = endOf(w);
  const { kinds } = w;
  let async = false;
  let target: Expr | null = null;
  let iter: Expr | null = null;
  let body: Block = [];
  let orelse: Block = [];
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === kinds.block) body = block(w);
    else if (type === kinds.else_clause) orelse = suite(w);
    else if (type === kinds.async) async = true;
    else if (w.expressions[type] === undefined) continue;
    else if (target === null) target = expression(w, type);
    else iter = expression(w, type);
  }
  return {
    kind: 'For',
    start,
    end: endAfter(w, [body, orelse], fallback),
    unit: w.unit,
    target: target ?? bad(w, start, start),
    iter: iter ?? bad(w, start, start),
    body,
    orelse,
    async,
  };
}

function whileLoop(w: Walk): Stmt {
  const fallback = endOf(w);
  let orelse: Block = [];
  const { start, test, body } = branch(w, (type) => {
    if (type === w.kinds.else_clause) orelse = suite(w);
  });
  return {
    kind: 'While',
    start,
    end: endAfter(w, [body, orelse], fallback),
    unit: w.unit,
    test,
    body,
    orelse,
  };
}

function tried(w: Walk): Stmt {
  const start = startOf(w);
  const fallback = endOf(w);
  const { kinds } = w;
  let body: Block = [];
  let orelse: Block = [];
  let final: Block = [];
  const handlers: Handler[] = [];
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === kinds.block) body = block(w);
    else if (type === kinds.except_clause) handlers.push(handler(w));
    else if (type === kinds.else_clause) orelse = suite(w);
    else if (type === kinds.finally_clause) final = suite(w);
  }
  const end = endAfter(w, [body, ...handlers.map((one) => one.body), orelse, final], fallback);
  return { kind: 'Try', start, end, unit: w.unit, body, handlers, orelse, final };
}

function handler(w: Walk): Handler {
  const { kinds } = w;
  const types: Expr[] = [];
  let name: string | null = null;
  let named = false;
  let body: Block = [];
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === kinds.block) {
      body = block(w);
    } else if (type === kinds.as) {
      named = true;
    } else if (type === kinds.as_pattern) {
      const { value, target } = aliased(w);
      types.push(value);
      if (target !== null) name = identifier(w, target.start, target.end);
    } else if (w.expressions[type] !== undefined) {
      if (named) name = identifier(w, startOf(w), endOf(w));
      else types.push(expression(w, type));
    }
  }
  const [first] = types;
  const last = types.at(-1);
  const several = types.length > 1 && first !== undefined && last !== undefined;
  const type: Expr | null = several
    ? { kind: 'Tuple', start: first.start, end: last.end, unit: w.unit, items: types }
    : (first ?? null);
  return { type, name, body };
}

type Item = With['items'][number];

function managed(w: Walk): Stmt {
  const start = startOf(w);
  const fallback = endOf(w);
  const { kinds } = w;
  let async = false;
  let body: Block = [];
  const items: Item[] = [];
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === kinds.block) {
      body = block(w);
    } else if (type === kinds.async) {
      async = true;
    } else if (type === kinds.with_clause) {
      for (let item = enter(w); item !== 0; item = next(w)) {
        if (item === kinds.with_item) items.push(withItem(w));
      }
    }
  }
  return { kind: 'With', start, end: endAfter(w, [body], fallback), unit: w.unit, items, body, async };
}

/** The item under the current node. `with (a as b):` has its alias inside parentheses. */
function withItem(w: Walk): Item {
  let item: Item = { value: bad(w, startOf(w), endOf(w)), target: null };
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === w.kinds.as_pattern) item = aliased(w);
    else if (type === w.kinds.parenthesized_expression && w.depth < MAX_DEPTH) item = withItem(w);
    else if (w.expressions[type] !== undefined) item = { value: expression(w, type), target: null };
  }
  return item;
}

/** `value as target`. */
function aliased(w: Walk): Item {
  const start = startOf(w);
  let value: Expr | null = null;
  let target: Expr | null = null;
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === w.kinds.as_pattern_target) target = expressions(w)[0] ?? null;
    else if (w.expressions[type] !== undefined) value = expression(w, type);
  }
  return { value: value ?? bad(w, start, start), target };
}

type Case = Match['cases'][number];

function matched(w: Walk): Stmt {
  const start = startOf(w);
  const fallback = endOf(w);
  const { kinds } = w;
  const subjects: Expr[] = [];
  let comma = -1;
  const cases: Case[] = [];
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === kinds.block) {
      for (let clause = enter(w); clause !== 0; clause = next(w)) {
        if (clause === kinds.case_clause) cases.push(matchCase(w));
      }
    } else if (type === kinds[',']) {
      comma = endOf(w);
    } else if (w.expressions[type] !== undefined) {
      subjects.push(expression(w, type));
    }
  }
  const [first] = subjects;
  const last = subjects.at(-1);
  const subject: Expr =
    first === undefined || last === undefined
      ? bad(w, start, start)
      : comma === -1
        ? first
        : {
            kind: 'Tuple',
            start: first.start,
            end: Math.max(last.end, comma),
            unit: w.unit,
            items: subjects,
          };
  const end = endAfter(
    w,
    cases.map((one) => one.body),
    fallback,
  );
  return { kind: 'Match', start, end, unit: w.unit, subject, cases };
}

function matchCase(w: Walk): Case {
  const { kinds } = w;
  const pattern: string[] = [];
  let guard: Expr | null = null;
  let body: Block = [];
  let text = '';
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === kinds.block) body = block(w);
    else if (type === kinds.case_pattern) {
      text += slice(w, startOf(w), endOf(w));
      captures(w, pattern);
    } else if (type === kinds.if_clause) guard = expressions(w)[0] ?? null;
  }
  return { pattern, ...meaning(text), guard, body };
}
