// The typed tree in the form that cpython_tree.py prints, so that the two can be compared node by node.

import type { Expr, Keyword, Param, Stmt } from '../../server/src/python/ast.ts';
import type { Module } from '../../server/src/python/module.ts';

export type Form = string | number | boolean | null | Form[];

export function normalForm(module: Module): Form[] {
  return module.units.map((unit) => statement(unit.body));
}

function node(at: Expr | Stmt, ...fields: Form[]): Form {
  return [at.kind, at.unit.start + at.start, at.unit.start + at.end, ...fields];
}

function optional(expr: Expr | null): Form {
  return expr === null ? null : expression(expr);
}

function keyword(base: number, { name, value, start, end }: Keyword): Form {
  return [name, expression(value), base + start, base + end];
}

function parameter(param: Param): Form {
  return [param.name, param.kind, optional(param.default), optional(param.annotation)];
}

function expression(e: Expr): Form {
  switch (e.kind) {
    case 'Name':
      return node(e, e.id);
    case 'Attribute':
      return node(e, expression(e.value), e.attr);
    case 'Str':
      return node(e, e.value, e.bytes);
    case 'FString':
      return node(e, e.parts.map(expression));
    case 'Num':
      return node(
        e,
        Number.isNaN(e.value) ? 'nan' : e.value === Number.POSITIVE_INFINITY ? 'inf' : e.value,
        e.int,
      );
    case 'Const':
      return node(e, e.value);
    case 'Call':
      return node(
        e,
        expression(e.func),
        e.args.map(expression),
        e.keywords.map((k) => keyword(e.unit.start, k)),
      );
    case 'Subscript': {
      // A tuple in brackets and its items alone read the same.
      const [only] = e.index;
      const items =
        e.index.length === 1 && only?.kind === 'Tuple' && only.items.length > 0 ? only.items : e.index;
      return node(e, expression(e.value), items.map(expression));
    }
    case 'Slice':
      return node(e, e.parts.map(expression));
    case 'BinOp':
      return node(e, e.op, expression(e.left), expression(e.right));
    case 'UnaryOp':
      return node(e, e.op, expression(e.operand));
    case 'BoolOp':
      return node(e, e.op, chain(e).map(expression));
    case 'Compare':
      return node(e, [...e.ops], e.operands.map(expression));
    case 'Lambda':
      return node(e, e.params.map(parameter), expression(e.body));
    case 'IfExp':
      return node(e, expression(e.test), expression(e.body), expression(e.orelse));
    case 'List':
    case 'Tuple':
    case 'Set':
      return node(e, e.items.map(expression));
    case 'Dict':
      return node(e, e.keys.map(optional), e.values.map(expression));
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
    case 'Generator':
      return node(
        e,
        expression(e.element),
        optional(e.value),
        e.clauses.map((c) => [expression(c.target), expression(c.iter), c.tests.map(expression), c.async]),
      );
    case 'Starred':
    case 'Await':
      return node(e, expression(e.value));
    case 'Yield':
      return node(e, optional(e.value), e.from);
    case 'NamedExpr':
      return node(e, expression(e.target), expression(e.value));
    case 'BadExpr':
      return node(e);
  }
}

/** `a and b and c` is one node of CPython; a parenthesised operand begins later than its parent and stays apart. */
function chain(e: Extract<Expr, { kind: 'BoolOp' }>): Expr[] {
  const { left } = e;
  const goesOn = left.kind === 'BoolOp' && left.op === e.op && left.start === e.start;
  return goesOn ? [...chain(left), e.right] : [left, e.right];
}

function statement(s: Stmt): Form {
  switch (s.kind) {
    case 'Expr':
      return node(s, expression(s.value));
    case 'Assign':
      return node(s, s.targets.map(expression), expression(s.value));
    case 'AnnAssign':
      return node(s, expression(s.target), expression(s.annotation), optional(s.value));
    case 'AugAssign':
      return node(s, expression(s.target), s.op, expression(s.value));
    case 'Import':
      return node(
        s,
        s.names.map((n) => [n.path, n.as, s.unit.start + n.start, s.unit.start + n.end]),
      );
    case 'ImportFrom':
      return node(
        s,
        s.module,
        s.level,
        s.names.map((n) => [n.path, n.as, s.unit.start + n.start, s.unit.start + n.end]),
      );
    case 'FunctionDef':
      return node(
        s,
        s.name,
        s.params.map(parameter),
        s.decorators.map(expression),
        s.body.map(statement),
        s.async,
        s.generator,
      );
    case 'ClassDef':
      return node(
        s,
        s.name,
        s.bases.map(expression),
        s.keywords.map((k) => keyword(s.unit.start, k)),
        s.decorators.map(expression),
        s.body.map(statement),
      );
    case 'If':
    case 'While':
      return node(s, expression(s.test), s.body.map(statement), s.orelse.map(statement));
    case 'For':
      return node(
        s,
        expression(s.target),
        expression(s.iter),
        s.body.map(statement),
        s.orelse.map(statement),
        s.async,
      );
    case 'Try':
      return node(
        s,
        s.body.map(statement),
        s.handlers.map((h) => [optional(h.type), h.name, h.body.map(statement)]),
        s.orelse.map(statement),
        s.final.map(statement),
      );
    case 'With':
      return node(
        s,
        s.items.map((i) => [expression(i.value), optional(i.target)]),
        s.body.map(statement),
        s.async,
      );
    case 'Return':
    case 'Raise':
      return node(s, optional(s.value));
    case 'Assert':
      return node(s, expression(s.test));
    case 'Delete':
      return node(s, s.targets.map(expression));
    case 'Global':
    case 'Nonlocal':
      return node(s, [...s.names]);
    case 'Match':
      return node(
        s,
        expression(s.subject),
        s.cases.map((c) => [[...c.pattern], optional(c.guard), c.body.map(statement)]),
      );
    case 'Pass':
    case 'Break':
    case 'Continue':
    case 'BadStmt':
      return node(s);
  }
}

/** The first place where the two forms differ, in words, or null. "*" on the right matches anything. */
export function difference(ours: Form, theirs: Form, path = ''): string | null {
  if (theirs === '*') return null;
  if (!Array.isArray(ours) || !Array.isArray(theirs)) {
    return ours === theirs ? null : `${path}: ${brief(ours)} and not ${brief(theirs)}`;
  }
  const kind = typeof ours[0] === 'string' ? ours[0] : '';
  if (ours.length !== theirs.length) return `${path}/${kind}: ${brief(ours)} and not ${brief(theirs)}`;
  for (const [index, form] of ours.entries()) {
    const found = difference(form, theirs[index] ?? null, `${path}/${kind}${index}`);
    if (found !== null) return found;
  }
  return null;
}

function brief(form: Form): string {
  return JSON.stringify(form).slice(0, 300);
}
