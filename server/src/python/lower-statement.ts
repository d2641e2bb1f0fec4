// Simple statements of the parse tree as nodes of the typed tree, and the table of all statements.

import type { BadStmt, Expr, Jump, Scope, Stmt } from './ast.ts';
import type { Kinds } from './kinds.ts';
import { compoundStatements } from './lower-compound.ts';
import { definitions } from './lower-definition.ts';
import { fromImport, plainImport } from './lower-import.ts';
import {
  bad,
  endOf,
  enter,
  expression,
  expressions,
  identifier,
  invalid,
  type Lower,
  next,
  startOf,
  type Walk,
} from './walk.ts';

export function statementTable(kinds: Kinds): (Lower<Stmt> | undefined)[] {
  const table: (Lower<Stmt> | undefined)[] = [];
  table[kinds.expression_statement] = expressionStatement;
  table[kinds.return_statement] = returned;
  table[kinds.raise_statement] = raised;
  table[kinds.assert_statement] = asserted;
  table[kinds.delete_statement] = deleted;
  table[kinds.global_statement] = (w) => scope(w, 'Global');
  table[kinds.nonlocal_statement] = (w) => scope(w, 'Nonlocal');
  table[kinds.pass_statement] = (w) => jump(w, 'Pass');
  table[kinds.break_statement] = (w) => jump(w, 'Break');
  table[kinds.continue_statement] = (w) => jump(w, 'Continue');
  table[kinds.import_statement] = plainImport;
  table[kinds.import_from_statement] = fromImport;
  table[kinds.future_import_statement] = fromImport;
  table[kinds.print_statement] = printed;
  table[kinds.exec_statement] = python2;
  table[kinds.type_alias_statement] = uninterpreted;
  compoundStatements(table, kinds);
  definitions(table, kinds);
  return table;
}

function expressionStatement(w: Walk): Stmt {
  const start = startOf(w);
  const end = endOf(w);
  const { kinds } = w;
  let value: Expr | null = null;
  let rest: Expr[] | null = null;
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === kinds.assignment) return leaveWith(w, assignment(w, start, end));
    if (type === kinds.augmented_assignment) return leaveWith(w, augmented(w, start, end));
    if (type === kinds[',']) rest ??= [];
    else if (w.expressions[type] === undefined) continue;
    else if (value === null) value = expression(w, type);
    else rest?.push(expression(w, type));
  }
  if (value === null) return badStatement(w, start, end);
  const whole: Expr =
    rest === null ? value : { kind: 'Tuple', start, end, unit: w.unit, items: [value, ...rest] };
  return { kind: 'Expr', start, end, unit: w.unit, value: whole };
}

/** Passes what is left of the current node's siblings, which are comments at most, and goes up. */
function leaveWith<T>(w: Walk, lowered: T): T {
  while (next(w) !== 0);
  return lowered;
}

/** `a = b = c` is nested to the right in the parse tree and one statement here. */
function assignment(w: Walk, start: number, end: number): Stmt {
  const { kinds } = w;
  const targets: Expr[] = [];
  let annotation: Expr | null = null;
  let value: Expr | null = null;
  let levels = 1;
  for (let type = enter(w); ; type = next(w)) {
    if (type === 0) {
      levels--;
      if (levels === 0) break;
    } else if (type === kinds.assignment) {
      if (value !== null) targets.push(value);
      value = null;
      type = enter(w);
      if (type === 0) continue;
      levels++;
      value = w.expressions[type] === undefined ? null : expression(w, type);
    } else if (type === kinds.type) {
      annotation = expression(w, type);
    } else if (w.expressions[type] !== undefined) {
      if (value !== null) targets.push(value);
      value = expression(w, type);
    }
  }
  if (annotation !== null) {
    const [target] = targets;
    if (target !== undefined && value !== null)
      return { kind: 'AnnAssign', start, end, unit: w.unit, target, annotation, value };
    if (value !== null)
      return { kind: 'AnnAssign', start, end, unit: w.unit, target: value, annotation, value: null };
  }
  if (value === null || targets.length === 0) return badStatement(w, start, end);
  return { kind: 'Assign', start, end, unit: w.unit, targets, value };
}

function augmented(w: Walk, start: number, end: number): Stmt {
  let target: Expr | null = null;
  let value: Expr | null = null;
  let op = '';
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (w.expressions[type] === undefined) op = (w.names[type] ?? '').slice(0, -1);
    else if (target === null) target = expression(w, type);
    else value = expression(w, type);
  }
  if (target === null || value === null) return badStatement(w, start, end);
  return { kind: 'AugAssign', start, end, unit: w.unit, target, op, value };
}

function returned(w: Walk): Stmt {
  const start = startOf(w);
  const end = endOf(w);
  const [value] = expressions(w);
  return { kind: 'Return', start, end, unit: w.unit, value: value ?? null };
}

function raised(w: Walk): Stmt {
  const start = startOf(w);
  const end = endOf(w);
  let value: Expr | null = null;
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (w.expressions[type] === undefined) continue;
    // `raise Error, "text"` of Python 2.
    if (type === w.kinds.expression_list) invalid(w);
    const lowered = expression(w, type);
    value ??= lowered;
  }
  return { kind: 'Raise', start, end, unit: w.unit, value };
}

function asserted(w: Walk): Stmt {
  const start = startOf(w);
  const end = endOf(w);
  const [test] = expressions(w);
  return { kind: 'Assert', start, end, unit: w.unit, test: test ?? bad(w, end, end) };
}

function deleted(w: Walk): Stmt {
  const start = startOf(w);
  const end = endOf(w);
  let targets: Expr[] = [];
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === w.kinds.expression_list) targets = expressions(w);
    else if (w.expressions[type] !== undefined) targets = [expression(w, type)];
  }
  return { kind: 'Delete', start, end, unit: w.unit, targets };
}

function scope(w: Walk, kind: Scope['kind']): Stmt {
  const start = startOf(w);
  const end = endOf(w);
  const names: string[] = [];
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === w.kinds.identifier) names.push(identifier(w, startOf(w), endOf(w)));
  }
  return { kind, start, end, unit: w.unit, names };
}

function jump(w: Walk, kind: Jump['kind']): Stmt {
  return { kind, start: startOf(w), end: endOf(w), unit: w.unit };
}

/** `print >>file, text` is an expression of Python 3 as well; other print statements are not. */
function printed(w: Walk): Stmt {
  let chevron = false;
  const start = startOf(w);
  const end = endOf(w);
  for (let type = enter(w); type !== 0; type = next(w)) chevron ||= type === w.kinds.chevron;
  if (!chevron) invalid(w);
  return badStatement(w, start, end);
}

function python2(w: Walk): Stmt {
  invalid(w);
  return uninterpreted(w);
}

function uninterpreted(w: Walk): Stmt {
  return badStatement(w, startOf(w), endOf(w));
}

export function badStatement(w: Walk, start: number, end: number): BadStmt {
  return { kind: 'BadStmt', start, end, unit: w.unit };
}
